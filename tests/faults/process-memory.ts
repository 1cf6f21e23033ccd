import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Enough to read at a time without holding a copy of everything. */
const PART = 16 * 1024 * 1024

/** Whether the memory of a process that this one has started can be read here. */
export const canReadMemory = process.platform === 'linux'

/**
 * Which of some bytes, by what they are called, are in the memory of a process: not only where it can still reach them, but
 * also where nothing has overwritten them since.
 */
export function bytesInMemory(pid: number, sought: ReadonlyMap<string, Buffer>): Set<string> {
  const overlap = Math.max(...[...sought.values()].map(({ length }) => length))
  const names = new Set<string>()
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (const [start, end] of readableRanges(pid))
      for (let at = start; at < end; at += PART) {
        const part = Buffer.alloc(Math.min(PART + overlap, end - at))
        const read = readPart(memory, part, at)
        for (const [name, bytes] of sought) if (part.subarray(0, read).includes(bytes)) names.add(name)
      }
  } finally {
    closeSync(memory)
  }
  return names
}

const readableRanges = (pid: number): [start: number, end: number][] =>
  readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) r(?!.*\[v)/.exec(line) ?? []
      return start !== undefined && end !== undefined ? [[Number(`0x${start}`), Number(`0x${end}`)]] : []
    })

/** What was unmapped since the ranges were listed has no bytes. */
function readPart(memory: number, part: Buffer, at: number): number {
  try {
    return readSync(memory, part, 0, part.length, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EIO') return 0
    throw error
  }
}
