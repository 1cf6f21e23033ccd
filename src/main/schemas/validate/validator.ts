import { appError, type FieldErrors } from '../../../shared/errors.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { createBoundedWorker } from './bounded-worker.ts'
import { refused, type LintedEntry, type RawEntry } from '../lint/import.ts'
import type { SoundsSecret } from '../lint/places.ts'
import { problem } from '../../../shared/problems.ts'
import type { Answer, Job } from './worker.ts'

export interface Validator {
  /**
   * {} when valid, else messages per dotted field: "config.site_url", "auth.access_token". `kept` are the secret paths
   * that are stored already: they count as present and valid. `key` identifies the schemas for caching; it must change
   * when they change.
   */
  validate(
    entry: EntrySchemas & { key: string },
    input: { config: object; auth: object; kept: string[] },
  ): Promise<FieldErrors>
  /** lintEntry away from the main thread and in bounded time; what takes too long is refused. */
  lint(raw: RawEntry, sounds?: SoundsSecret): Promise<LintedEntry>
  close(): Promise<void>
}

/** Milliseconds of computing that one validation may take. */
const LIMIT = 250

/** Milliseconds for linting or compiling an entry, which grows with its size alone and is done once. */
const COMPILE_LIMIT = 1500

const MAX_ATTEMPTS = 3

/** Validates and lints in a worker thread that is started when it is first needed. */
export function createValidator(options: { workerUrl: URL }): Validator {
  const worker = createBoundedWorker<Job, Answer>(options.workerUrl)

  return {
    validate: async ({ key, configSchema, authSchema }, { config, auth, kept }) => {
      const job = { kind: 'validate' as const, key, input: { config, auth, kept } }
      let answer = await worker.run(job, LIMIT)
      // Another job may end the worker in between, and what it has compiled with it.
      for (let attempt = 0; answer?.kind === 'unknownKey' && attempt < MAX_ATTEMPTS; attempt++) {
        const compiled = await worker.run(
          { kind: 'compile', key, schemas: { configSchema, authSchema } },
          COMPILE_LIMIT,
        )
        answer = compiled?.kind === 'compiled' ? await worker.run(job, LIMIT) : compiled
      }
      if (answer?.kind === 'fields') return answer.fields
      if (answer === undefined) throw appError('slow_form')
      throw appError('unusable_form')
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
