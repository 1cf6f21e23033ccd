import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../../core/ports.ts'
import { openAtomicFile } from '../../../platform/atomic-file.ts'

const FILE = 'updates.json'

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

interface Stored {
  /** ISO 8601 in UTC. */
  validUntil: string | null
}

/** Until when the program can be trusted to know its newest version. */
export interface UpdateTrust {
  /** The instant from which no statement counts any more, ISO 8601; null while one does. */
  unverifiedSince(): string | null
  /** Remembers until when a signed statement counts; an older one shortens nothing. */
  remember(validUntil: string): void
  /** Waits for what is being written. */
  written(): Promise<void>
}

interface Options {
  /** Where the last statement is remembered. */
  directory: string
  /** Until when the package itself counts as new; null for a program that looks for no updates. */
  validUntil: string | null
  clock: Clock
}

/** Remembers the newest statement about updates, so a program that hears of none does not stay quiet for ever. */
export function createUpdateTrust({ directory, validUntil, clock }: Options): UpdateTrust {
  const path = join(directory, FILE)
  let newest = laterOf(validUntil, read(path))
  let writing = Promise.resolve()
  return {
    unverifiedSince: () => (validUntil !== null && newest !== null && newest < clock().toISOString() ? newest : null),
    remember: (instant) => {
      newest = laterOf(newest, instant)
      const content = JSON.stringify({ validUntil: newest } satisfies Stored)
      // On a full disk the notice comes back earlier than it must.
      writing = writing.then(() => write(path, content)).catch(() => undefined)
    },
    written: () => writing,
  }
}

/** The later of two instants in ISO 8601 and UTC. */
const laterOf = (left: string | null, right: string | null) => ((left ?? '') > (right ?? '') ? left : right)

/** A file that is missing or damaged remembers nothing. */
function read(path: string): string | null {
  try {
    const { validUntil } = JSON.parse(readFileSync(path, 'utf8')) as { [N in keyof Stored]?: unknown }
    // By hand, as every start reads it, and would load a library for it.
    return typeof validUntil === 'string' && INSTANT.test(validUntil) ? validUntil : null
  } catch {
    return null
  }
}

async function write(path: string, content: string) {
  const file = await openAtomicFile(path)
  await file.write(content)
  await file.commit()
}
