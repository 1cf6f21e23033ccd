import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The time for the program to close its database before it is killed, in milliseconds. */
const CLOSE_MS = 5000

/** The running program. */
export interface RunningProgram {
  pid: number | undefined
  /** The current one-time URL; null when the program ends before it answers. */
  oneTimeUrl(): Promise<URL | null>
}

/** The program in a process of its own, which can be restarted. */
export interface HostProcess {
  /** The running program, after a pending start; null while it cannot run. */
  running(): Promise<RunningProgram | null>
  /** Ends the program and starts it from the current sources; only the last of concurrent calls counts. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface HostProcessOptions {
  args: string[]
  onStart: (oneTimeUrl: URL) => void
  /** Runs when the program ended without being stopped; its own output in this terminal says why. */
  onEnd: () => void
}

/** Creates the process; the first `restart` starts it. */
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
    // A program that does not answer may never end; killing it is safe because the database survives any end.
    const isUp = await Promise.race([started, Promise.resolve(null)])
    const exit = once(child, 'exit')
    const limit = setTimeout(() => child.kill('SIGKILL'), isUp ? CLOSE_MS : 0)
    child.disconnect()
    await exit
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

/** The URL in the program's next message; null when it ends first. */
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
