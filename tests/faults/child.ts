import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { projectPath } from '../helpers/paths.ts'
import { BUNDLE_VARIABLE } from './bundle-variable.ts'

/** Starts a program of tests/faults/children on its own process. */
export const startChild = (name: string, args: unknown, options: { command?: string[] } = {}): ChildProcess => {
  const [command = process.execPath, ...before] = options.command ?? [process.execPath]
  const bundle = process.env[BUNDLE_VARIABLE]
  const file = bundle ? join(bundle, `${name}.js`) : projectPath(`tests/faults/children/${name}.ts`)
  return spawn(command, [...before, file, JSON.stringify(args)], {
    stdio: 'pipe',
  })
}

/** The argument of this child. */
export const childArguments = <T>(): T => JSON.parse(process.argv[2] ?? 'null') as T

/** Waits for a line that starts with a word; answers the rest of it. Throws when the child ends before. */
export const lineFrom = (child: ChildProcess, word: string): Promise<string> => linesFrom(child)(word)

/** The same for one line after the other: call it before the child prints the first. */
export function linesFrom(child: ChildProcess): (word: string) => Promise<string> {
  const errors = text(child.stderr!)
  const lines = createInterface({ input: child.stdout! })
  const ended = once(lines, 'close')
  return async (word) => {
    const rest = new Promise<string>((resolve) =>
      lines.on('line', (line) => line.startsWith(word) && resolve(line.slice(word.length).trim())),
    )
    // A child may end before its last line is read, so the end of its lines counts.
    const early = ended.then(async () => {
      throw new Error(`The child ended before it printed ${word}: ${await errors}`)
    })
    early.catch(() => undefined)
    return Promise.race([rest, early])
  }
}

/** Kills a child as a power cut would, after a while; answers whether it was still running. */
export async function killAfter(child: ChildProcess, milliseconds: number): Promise<boolean> {
  const ended = child.exitCode !== null ? Promise.resolve() : once(child, 'exit')
  await Promise.race([wait(milliseconds), ended])
  const alive = child.exitCode === null && child.signalCode === null
  if (alive) child.kill('SIGKILL')
  await ended
  return alive
}

/** Runs a child to its end. */
export async function runChild(name: string, args: unknown) {
  const child = startChild(name, args)
  const [out, err, [code, signal]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')])
  return { out, err, code: code as number | null, signal: signal as string | null }
}

/** Runs jobs on both cores. */
export const inLanes = async (count: number, job: (lane: number) => Promise<void>): Promise<void> => {
  await Promise.all(Array.from({ length: count }, (_, lane) => job(lane)))
}
