/** Asks for one of many. */
export type Batch<Input, Output> = (input: Input) => Promise<Output>

interface Waiting<Input, Output> {
  input: Input
  settle: (output: Promise<Output>) => void
}

/**
 * Asks at once for what is wanted within a tick, which costs little more than one of them. Together they may take too long,
 * or the fault of one may be in the way: then each is asked for alone.
 *
 * @param ask answers the outputs in the order of the inputs, or throws
 * @param most how many go together
 */
export function createBatch<Input, Output>(
  ask: (inputs: Input[]) => Promise<Output[]>,
  most = Infinity,
): Batch<Input, Output> {
  let waiting: Waiting<Input, Output>[] = []
  const alone = async (input: Input) => (await ask([input]))[0] as Output

  const askFor = (together: Waiting<Input, Output>[]) => {
    const [first, ...others] = together
    if (first && others.length === 0) return first.settle(alone(first.input))
    const all = ask(together.map(({ input }) => input))
    for (const [at, { input, settle }] of together.entries())
      settle(
        all.then(
          (outputs) => outputs[at] as Output,
          () => alone(input),
        ),
      )
  }

  const askForAll = () => {
    const all = waiting
    waiting = []
    for (let at = 0; at < all.length; at += most) askFor(all.slice(at, at + most))
  }

  return (input) =>
    new Promise((settle) => {
      // A tick later, as everything that asks now has asked by then.
      if (waiting.length === 0) process.nextTick(askForAll)
      waiting.push({ input, settle })
    })
}
