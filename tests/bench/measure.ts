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

/** Measures both sides by turns, so a noisy machine disturbs them alike, and answers the ratio of the medians. */
export async function ratio(
  rounds: number,
  ours: () => unknown,
  bare: () => unknown,
): Promise<[number, number, number]> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    times[0].push(await medianMs(1, ours))
    times[1].push(await medianMs(1, bare))
  }
  const [a, b] = [median(times[0]), median(times[1])]
  return [a, b, a / b]
}

/** The value below which so large a share of the values lies. */
export const quantile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
