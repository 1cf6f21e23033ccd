import type { FieldError, FieldErrors } from '../errors.ts'
import type { FieldReason } from './field-reasons.ts'

/**
 * What each reason comes of; of several with one cause, the one that stands first here is kept. `value` is a cause that
 * explains every other, since a value that is missing or of another kind cannot be judged further.
 */
const CAUSES: Record<FieldReason, string> = {
  unknown_field: 'value',
  unknown_secret: 'value',
  secret_moves: 'place',
  no_reference: 'value',
  no_proxy_address: 'value',
  proxy_password: 'value',
  secret_without_place: 'place',
  required: 'value',
  required_with: 'value',
  one_of: 'value',
  fixed: 'value',
  type: 'value',

  invisible_character: 'characters',
  line_break: 'characters',
  unseen_characters: 'characters',
  one_letter: 'characters',
  day_within: 'value',
  one_line: 'characters',
  address_password: 'characters',
  format: 'form',
  starts_with: 'form',
  looks_like: 'form',
  own_words: 'form',
  min_length: 'form',
  max_length: 'form',
  pattern: 'form',

  minimum: 'size',
  more_than: 'size',
  maximum: 'size',
  less_than: 'size',
  multiple_of: 'size',

  contains: 'items',
  contains_most: 'items',
  min_items: 'items',
  max_items: 'items',
  unique_items: 'repetition',
  min_entries: 'entries',
  max_entries: 'entries',
  entry_name: 'entry name',

  few_characters: 'form',
  easy_to_guess: 'form',
  not_allowed: 'form',
  other_than: 'form',
  several_kinds: 'form',
  excludes: 'presence',
  long_number: 'value',
  name_taken: 'name',
  wrong_passphrase: 'passphrase',
  proof_passphrase: 'passphrase',
  wrong_proof: 'passphrase',
  proof_name: 'passphrase',
  passphrase_differs: 'passphrase',
  not_an_identity: 'identity',
  not_a_recipient: 'passphrase',
  opens_no_workspace: 'passphrase',
  not_a_file: 'file',
}

const RANKS = Object.keys(CAUSES)
const rank = ({ reason }: FieldError) => RANKS.indexOf(reason)

/** Errors by dotted path, one for each cause at a field and for at most so many fields. */
export function collectFieldErrors(
  all: Iterable<readonly [path: string, error: FieldError]>,
  maxFields = Number.POSITIVE_INFINITY,
): FieldErrors {
  const fields = new Map<string, FieldError[]>()
  for (const [path, error] of all) {
    const errors = fields.get(path)
    if (errors) errors.push(error)
    else if (fields.size < maxFields) fields.set(path, [error])
  }
  return Object.fromEntries([...fields].map(([path, errors]) => [path, onePerCause(errors)]))
}

function onePerCause(errors: readonly FieldError[]): FieldError[] {
  const kept = new Map<string, FieldError>()
  for (const error of errors.toSorted((a, b) => rank(a) - rank(b)))
    if (!kept.has(CAUSES[error.reason])) kept.set(CAUSES[error.reason], error)
  const whole = kept.get('value')
  return whole ? [whole] : [...kept.values()]
}
