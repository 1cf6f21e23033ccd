/** The median of the times that `run` takes, in milliseconds. */
export async function medianMs(rounds: number, run: () => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return median(times)
}

/** The value in the middle. */
export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export interface Figure {
  what: string
  measured: string
  target: string
  met: boolean
}

/** The times of both sides, in milliseconds. */
export interface Sides {
  ours: number[]
  bare: number[]
}

/** Measures both sides by turns, so a noisy machine disturbs them alike. */
export async function sides(rounds: number, ours: () => unknown, bare: () => unknown): Promise<Sides> {
  const times: Sides = { ours: [], bare: [] }
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await medianMs(1, ours))
    times.bare.push(await medianMs(1, bare))
  }
  return times
}

/** The medians of both sides, measured by turns, and their ratio. */
export async function ratio(
  rounds: number,
  ours: () => unknown,
  bare: () => unknown,
): Promise<[number, number, number]> {
  const times = await sides(rounds, ours, bare)
  const [a, b] = [median(times.ours), median(times.bare)]
  return [a, b, a / b]
}

/** The value below which so large a share of the values lies. */
export const quantile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
