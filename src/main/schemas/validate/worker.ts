import { randomUUID } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import type { FieldErrors } from '../../../shared/errors.ts'
import { compileCheck, type CheckInput } from './check.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { lintEntry, refused, type LintedEntry, type RawEntry } from '../lint/import.ts'
import { type SoundsSecret, treatOf } from '../lint/places.ts'
import { problem } from '../../../shared/problems.ts'

/** What the worker is asked. Schemas are sent only after it has answered that it does not know the key. */
export type Job =
  | { kind: 'validate'; key: string; inputs: CheckInput[] }
  | { kind: 'compile'; key: string; schemas: EntrySchemas }
  | { kind: 'lint'; entries: EntryToLint[] }

/** An entry of a file, and what becomes of fields that sound like secrets. */
export interface EntryToLint {
  raw: RawEntry
  sounds: SoundsSecret
}

/** What the worker says; `unusable` is why the schemas of an entry do not compile. */
export type Answer =
  | { kind: 'ready' }
  | { kind: 'fields'; fields: FieldErrors[] }
  | { kind: 'linted'; linted: LintedEntry[] }
  | { kind: 'compiled' }
  | { kind: 'unknownKey' }
  | { kind: 'unusable'; message: string }

const MAX_COMPILED = 100

/** Stands for a stored secret; it is new with every worker, so nobody can enter it. */
const token = randomUUID()
const compiled = new Map<string, ReturnType<typeof compileCheck>>()

function answer(job: Job): Answer {
  switch (job.kind) {
    case 'validate': {
      const check = compiled.get(job.key)
      return check ? { kind: 'fields', fields: job.inputs.map(check) } : { kind: 'unknownKey' }
    }
    case 'compile':
      remember(job.key, compileCheck(job.schemas, token))
      return { kind: 'compiled' }
    case 'lint':
      return { kind: 'linted', linted: job.entries.map(lintAndCompile) }
  }
}

/** Lint with the proof that the schemas compile, which is too much work for another thread than this one. */
function lintAndCompile({ raw, sounds }: EntryToLint): LintedEntry {
  const linted = lintEntry(raw, treatOf(sounds))
  if (!linted.entry) return linted
  try {
    compileCheck(linted.entry, token)({ config: {}, auth: {}, kept: [] })
    return linted
  } catch (error) {
    return refused(raw.key, [...linted.problems, problem('unusable_schema', '', messageOf(error))])
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function remember(key: string, check: ReturnType<typeof compileCheck>) {
  const oldest = compiled.keys().next()
  if (compiled.size >= MAX_COMPILED && !oldest.done) compiled.delete(oldest.value)
  compiled.set(key, check)
}

const port = parentPort
port?.on('message', (job: Job) => {
  try {
    port.postMessage(answer(job) satisfies Answer)
  } catch (error) {
    port.postMessage({ kind: 'unusable', message: messageOf(error) } satisfies Answer)
  }
})
port?.postMessage({ kind: 'ready' } satisfies Answer)
