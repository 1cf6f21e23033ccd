import { appError, type FieldErrors } from '../../../shared/errors.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { type Batch, createBatch } from './batch.ts'
import { createBoundedWorker } from './bounded-worker.ts'
import { createHarmlessChecks } from './harmless-checks.ts'
import { isSmall } from './harmless.ts'
import { refused, type LintedEntry, type RawEntry } from '../lint/import.ts'
import type { SoundsSecret } from '../lint/places.ts'
import { problem } from '../../../shared/problems.ts'
import type { CheckInput } from './check.ts'
import type { Answer, EntryToLint, Job } from './worker.ts'

type Entry = EntrySchemas & { key: string }

export interface Validator {
  /**
   * {} when valid, else messages per dotted field: "config.site_url", "auth.access_token". `kept` are the secret paths
   * that are stored already: they count as present and valid. `key` identifies the schemas for caching; it must change
   * when they change.
   */
  validate(entry: EntrySchemas & { key: string }, input: CheckInput): Promise<FieldErrors>
  /** lintEntry away from the main thread and in bounded time; what takes too long is refused. */
  lint(raw: RawEntry, sounds?: SoundsSecret): Promise<LintedEntry>
  close(): Promise<void>
}

/** Milliseconds of computing that one validation may take. */
const LIMIT = 250

/** Milliseconds for linting or compiling an entry, which grows with its size alone and is done once. */
const COMPILE_LIMIT = 1500

const MAX_ATTEMPTS = 3

/** How many entries are linted at once: a part of a catalog file. */
const MOST_ENTRIES = 20

/**
 * Lints in a worker thread that is started when it is first needed, and validates there, unless schemas and input cannot take
 * long: the way to the worker and back takes fifty times as long as most validations.
 */
export function createValidator(options: { workerUrl: URL }): Validator {
  const worker = createBoundedWorker<Job, Answer>(options.workerUrl)
  const checkOf = createHarmlessChecks()

  /** What is wrong with each of some inputs. Throws `invalid` where it cannot be found out. */
  const validateNow = async ({ key, configSchema, authSchema }: Entry, inputs: CheckInput[]) => {
    const job = { kind: 'validate' as const, key, inputs }
    let answer = await worker.run(job, LIMIT)
    // Another job may end the worker in between, and what it has compiled with it.
    for (let attempt = 0; answer?.kind === 'unknownKey' && attempt < MAX_ATTEMPTS; attempt++) {
      const compiled = await worker.run({ kind: 'compile', key, schemas: { configSchema, authSchema } }, COMPILE_LIMIT)
      answer = compiled?.kind === 'compiled' ? await worker.run(job, LIMIT) : compiled
    }
    if (answer?.kind === 'fields') return answer.fields
    if (answer === undefined) throw appError('slow_form')
    throw appError('unusable_form')
  }

  /** By the key of an entry, until they are asked. */
  const batches = new Map<string, Batch<CheckInput, FieldErrors>>()

  const inWorker = (entry: Entry, input: CheckInput): Promise<FieldErrors> => {
    const present = batches.get(entry.key)
    if (present) return present(input)
    const batch = createBatch((inputs: CheckInput[]) => {
      batches.delete(entry.key)
      return validateNow(entry, inputs)
    })
    batches.set(entry.key, batch)
    return batch(input)
  }

  const lintInWorker = createBatch(async (entries: EntryToLint[]): Promise<LintedEntry[]> => {
    const answer = await worker.run({ kind: 'lint', entries }, COMPILE_LIMIT)
    if (answer?.kind === 'linted') return answer.linted
    const [only, ...others] = entries
    if (!only || others.length > 0) throw appError('unusable_form')
    const message = answer?.kind === 'unusable' ? answer.message : ''
    const fault = answer === undefined ? problem('too_slow', '') : problem('unusable_schema', '', message)
    return [refused(only.raw.key, [fault])]
  }, MOST_ENTRIES)

  return {
    validate: async (entry, { config, auth, kept }) => {
      const input = { config, auth, kept }
      const check = isSmall(input) ? await checkOf(entry) : null
      return check ? check(input) : inWorker(entry, input)
    },
    lint: (raw, sounds = 'strong') => lintInWorker({ raw, sounds }),
    close: () => worker.close(),
  }
}
