import { appError, type FieldErrors } from '../../../shared/errors.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { createBoundedWorker } from './bounded-worker.ts'
import { createHarmlessChecks } from './harmless-checks.ts'
import { isSmall } from './harmless.ts'
import { refused, type LintedEntry, type RawEntry } from '../lint/import.ts'
import type { SoundsSecret } from '../lint/places.ts'
import { problem } from '../../../shared/problems.ts'
import type { CheckInput } from './check.ts'
import type { Answer, Job } from './worker.ts'

type Entry = EntrySchemas & { key: string }

/** A validation that waits for its turn. */
interface Waiting {
  input: CheckInput
  settle: (fields: Promise<FieldErrors>) => void
}

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

  const waiting = new Map<string, Waiting[]>()

  /** Hands all that wait for an entry over at once, which costs little more than one of them. */
  const validateWaiting = (entry: Entry): void => {
    const together = waiting.get(entry.key) ?? []
    waiting.delete(entry.key)
    const alone = async ({ input }: Waiting) => (await validateNow(entry, [input]))[0] ?? {}
    const [first, ...others] = together
    if (first && others.length === 0) return first.settle(alone(first))
    const all = validateNow(
      entry,
      together.map(({ input }) => input),
    )
    for (const [at, one] of together.entries())
      // Together they may take too long, or the fault of one may be in the way: then each is done on its own.
      one.settle(
        all.then(
          (fields) => fields[at] ?? {},
          () => alone(one),
        ),
      )
  }

  const inWorker = (entry: Entry, input: CheckInput) =>
    new Promise<FieldErrors>((settle) => {
      const together = waiting.get(entry.key)
      if (together) return void together.push({ input, settle })
      waiting.set(entry.key, [{ input, settle }])
      // A tick later, as everything that asks now has asked by then.
      process.nextTick(validateWaiting, entry)
    })

  return {
    validate: async (entry, { config, auth, kept }) => {
      const input = { config, auth, kept }
      const check = isSmall(input) ? await checkOf(entry) : null
      return check ? check(input) : inWorker(entry, input)
    },
    lint: async (raw, sounds = 'strong') => {
      const answer = await worker.run({ kind: 'lint', raw, sounds }, COMPILE_LIMIT)
      if (answer?.kind === 'linted') return answer.linted
      const message = answer?.kind === 'unusable' ? answer.message : ''
      const fault = answer === undefined ? problem('too_slow', '') : problem('unusable_schema', '', message)
      return refused(raw.key, [fault])
    },
    close: () => worker.close(),
  }
}
