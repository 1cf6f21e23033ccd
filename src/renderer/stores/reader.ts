/**
 * Makes an asynchronous read that may be asked for at any time: calls during a running read lead to exactly one more
 * after it, and everyone who asked waits for the last, so that nobody sees an answer older than their question.
 */
export function createReader(read: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const run = (): Promise<void> => {
    running = read().finally(() => {
      running = null
    })
    return running
  }
  return () => {
    if (!running) return run()
    next ??= running.then(() => {
      next = null
      return run()
    })
    return next
  }
}
