import type { FieldErrors } from '../../../shared/errors.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { compileFaults, type Fault } from './faults.ts'
import { collectFieldErrors } from '../../../shared/reasons/collect-field-errors.ts'
import { formatPath } from '../../../shared/path.ts'
import { mergeSecrets } from '../../../shared/secret-values.ts'

/** What a validation looks at. `kept` names the secrets that are stored already; their values are not known here. */
export interface CheckInput {
  config: object
  auth: object
  kept: string[]
}

const MAX_FIELDS = 500

/**
 * Compiles the schemas of an entry; the function that comes back answers with errors per dotted field, {} when all is
 * valid. `token` stands for each kept secret; it must be a text that nobody can enter.
 */
export function compileCheck(entry: EntrySchemas, token: string): (input: CheckInput) => FieldErrors {
  const configFaults = compileFaults(entry.configSchema, 'config', token)
  const authFaults = compileFaults(entry.authSchema, 'auth', token)
  return (input) => {
    const kept = Object.fromEntries(input.kept.map((path) => [path, token]))
    const { config, auth } = mergeSecrets(input, kept)
    const faults = [...inside('config', configFaults(config)), ...inside('auth', authFaults(auth))]
    return collectFieldErrors(
      faults.map(({ place, error }) => [formatPath(place), error]),
      MAX_FIELDS,
    )
  }
}

const inside = (side: string, faults: Fault[]): Fault[] =>
  faults.map(({ place, error }) => ({ place: [side, ...place], error }))
