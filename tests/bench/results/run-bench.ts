import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Figure } from '../measure.ts'

/** A line of a bench that begins so is a figure as JSON; all others are for people. */
const MARK = '\u001E'

/** How a bench ended; figures that it had printed before it failed count. */
export interface Outcome {
  figures: Figure[]
  /** Why it failed; null when it did not. */
  problem: string | null
}

/** Hands a figure to the process that runs the bench. */
export const printFigure = (figure: Figure): void => console.log(MARK + JSON.stringify(figure))

/**
 * Runs a bench in a process of its own, so one that fails, crashes or never ends costs the others nothing. After so long it is
 * ended with all that it has started.
 */
export async function runBench(args: readonly string[], limitMs: number, print = console.log): Promise<Outcome> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has just ended.
    }
  }
  const interrupt = () => {
    kill()
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    kill()
  }, limitMs)
  const figures: Figure[] = []
  const exit = once(child, 'exit')
  const lines = createInterface(child.stdout).on('line', (line) => {
    if (!line.startsWith(MARK)) {
      print(line)
      return
    }
    const figure = JSON.parse(line.slice(MARK.length)) as Figure
    figures.push(figure)
    const { what, measured, target, met } = figure
    print(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured} (target ${target})`)
  })
  const read = once(lines, 'close')
  const [code, signal] = (await exit) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  // What it has left behind would hold its output open, and disturb the next one.
  kill()
  await read
  for (const each of ['SIGINT', 'SIGTERM'] as const) process.removeListener(each, interrupt)
  if (isLate) return { figures, problem: `not done after ${Math.round(limitMs / 1000)} s` }
  return { figures, problem: code === 0 ? null : `ended with ${code ?? signal}` }
}
