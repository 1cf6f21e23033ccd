/**
 * Makes an asynchronous read that can be called at any time: calls during a running read lead to exactly one more read
 * after it, and every caller waits for the last one, so no caller gets an answer older than its call.
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
