import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** How long the program may take to close its database before it is ended, in milliseconds. */
const CLOSE_MS = 5000

/** The program while it answers. */
export interface RunningProgram {
  pid: number | undefined
  /** The one-time URL that is valid now; null when the program ends instead of answering. */
  oneTimeUrl(): Promise<URL | null>
}

/** The program in a process of its own, which can be started again. */
export interface HostProcess {
  /** The program that answers now, after a start that is under way; null while it cannot run. */
  running(): Promise<RunningProgram | null>
  /** Ends the program and starts it from the sources as they are now; of several calls at once the last one counts. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface HostProcessOptions {
  args: string[]
  onStart: (oneTimeUrl: URL) => void
  /** The program ended although nobody stopped it; why is in this terminal, to which it writes. */
  onEnd: () => void
}

/** Makes the process, which is first started by `restart`. */
export function createHostProcess({ args, onStart, onEnd }: HostProcessOptions): HostProcess {
  let current: { child: ChildProcess; started: Promise<URL | null> } | null = null
  let turn = Promise.resolve()
  let calls = 0

  const start = () => {
    const child = fork(join(import.meta.dirname, 'host.ts'), args)
    const run = { child, started: nextUrl(child) }
    current = run
    void run.started.then((url) => url && current === run && onStart(url))
    child.once('exit', () => current === run && onEnd())
  }
  const stop = async () => {
    if (!current) return
    const { child, started } = current
    current = null
    if (!child.connected) return
    // What has not answered yet may never do so; nothing of it is lost, since the database survives any end.
    const isUp = await Promise.race([started, Promise.resolve(null)])
    const ended = once(child, 'exit')
    const limit = setTimeout(() => child.kill('SIGKILL'), isUp ? CLOSE_MS : 0)
    child.disconnect()
    await ended
    clearTimeout(limit)
  }
  const inTurn = (work: () => Promise<void> | void) => (turn = turn.then(work))

  return {
    running: async () => {
      await turn
      if (!(await current?.started) || !current?.child.connected) return null
      const { child } = current
      const oneTimeUrl = () => {
        child.send('oneTimeUrl')
        return nextUrl(child)
      }
      return { pid: child.pid, oneTimeUrl }
    },
    restart: () => {
      const call = ++calls
      return inTurn(async () => {
        if (call !== calls) return
        await stop()
        start()
      })
    },
    stop: () => inTurn(stop),
  }
}

/** The URL in the next message of the program; null when it ends instead. */
async function nextUrl(child: ChildProcess): Promise<URL | null> {
  const over = new AbortController()
  const { signal } = over
  try {
    const events = [once(child, 'message', { signal }), once(child, 'exit', { signal })]
    const [answer] = (await Promise.race(events)) as [{ oneTimeUrl: string } | number | null]
    return typeof answer === 'object' && answer ? new URL(answer.oneTimeUrl) : null
  } finally {
    over.abort()
  }
}
