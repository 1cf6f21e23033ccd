/** Work that asks one host. */
export interface HostTask {
  host: string
  run: () => Promise<void>
}

interface Limits {
  /** How many tasks run at a time, and how many of them at one host. */
  atOnce: number
  perHost: number
  signal: AbortSignal
}

/**
 * Runs tasks in their order as far as the limits allow; a task whose host is busy lets later ones pass. None begins after an
 * abort. Rejects with the first error of a task, once those under way have ended.
 */
export async function runPolitely(tasks: readonly HostTask[], { atOnce, perHost, signal }: Limits): Promise<void> {
  const waiting = new Map<string, HostTask[]>()
  for (const task of tasks) {
    const queue = waiting.get(task.host)
    if (queue) queue.push(task)
    else waiting.set(task.host, [task])
  }
  /** The hosts that may be asked now, each as often as it may be. */
  const free = [...waiting.keys()].flatMap((host) => Array.from({ length: perHost }, () => host))
  const errors: unknown[] = []

  const work = async () => {
    for (let host = free.shift(); host !== undefined && !signal.aborted; host = free.shift()) {
      const task = waiting.get(host)?.shift()
      if (!task) continue
      try {
        await task.run()
      } catch (error) {
        errors.push(error)
        return
      }
      free.push(host)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (errors.length > 0) throw errors[0]
}
