/** How much of a row is done: all of it, or a small part with the same kinds of fault for every test run. */
export type Scale = 'full' | 'quick'

export interface Outcome {
  /** How often the fault was caused. */
  done: number
  /** What went otherwise than it must, one sentence each. */
  misses: string[]
  /** Why the row could not be done here. */
  skipped?: string
}

/** One fault, caused many times. */
export interface Row {
  fault: string
  /** How often it must be caused in a full run. */
  atLeast: number
  run(scale: Scale): Promise<Outcome>
}

/** Collects what a row finds. */
export function createTally() {
  const outcome: Outcome = { done: 0, misses: [] }
  return {
    outcome,
    /** Counts one fault. */
    did: () => void (outcome.done += 1),
    /** Notes a miss unless the statement holds. */
    expect: (holds: boolean, otherwise: string) => {
      if (!holds) outcome.misses.push(otherwise)
      return holds
    },
  }
}

export type Tally = ReturnType<typeof createTally>
