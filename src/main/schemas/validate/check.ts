import type { FieldErrors } from '../../../shared/errors.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { compileFaults, type Fault } from './faults.ts'
import { REQUIRED } from './messages.ts'
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
 * Compiles the schemas of an entry; the function that comes back answers with messages per dotted field, {} when all is
 * valid. `token` stands for each kept secret; it must be a text that nobody can enter.
 */
export function compileCheck(entry: EntrySchemas, token: string): (input: CheckInput) => FieldErrors {
  const configFaults = compileFaults(entry.configSchema, 'config', token)
  const authFaults = compileFaults(entry.authSchema, 'auth', token)
  return (input) => {
    const kept = Object.fromEntries(input.kept.map((path) => [path, token]))
    const { config, auth } = mergeSecrets(input, kept)
    return toFields([...inside('config', configFaults(config)), ...inside('auth', authFaults(auth))])
  }
}

const inside = (side: string, faults: Fault[]): Fault[] =>
  faults.map(({ place, message }) => ({ place: [side, ...place], message }))

/** Faults by field. A field that is required and missing has no other fault worth telling. */
function toFields(faults: Fault[]): FieldErrors {
  const fields: FieldErrors = {}
  for (const { place, message } of faults) {
    const path = formatPath(place)
    const messages = fields[path] ?? []
    if (messages.length === 0 && Object.keys(fields).length === MAX_FIELDS) continue
    if (message === REQUIRED) fields[path] = [REQUIRED]
    else if (!messages.includes(message) && messages[0] !== REQUIRED) fields[path] = [...messages, message]
  }
  return fields
}
