import { plural } from '../words.ts'
import { namedField } from './named-field.ts'

/** JSON types, as a field may need them. */
const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
}

/** The formats of JSON Schema. */
const FORMATS: Record<string, string> = {
  email: 'an email address',
  'idn-email': 'an email address',
  uri: 'a web address such as https://example.com',
  url: 'a web address such as https://example.com',
  iri: 'a web address such as https://example.com',
  'uri-reference': 'a web address or a path',
  hostname: 'a host name such as db.example.com',
  'idn-hostname': 'a host name such as db.example.com',
  ipv4: 'an IPv4 address such as 192.0.2.1',
  ipv6: 'an IPv6 address such as 2001:db8::1',
  date: 'a date such as 2026-01-31',
  'date-time': 'a date and time such as 2026-01-31T09:30:00Z',
  time: 'a time such as 09:30:00Z',
  duration: 'a duration such as P1DT12H',
  uuid: 'a UUID such as 123e4567-e89b-12d3-a456-426614174000',
  regex: 'a regular expression',
  byte: 'Base64 text',
  'json-pointer': 'a JSON pointer such as /name/0',
}

interface Titled {
  /** The title of the field, or what the name of its property says. */
  title: string
  /** Given for a field of the program itself, whose title is English alone. */
  own?: 1
}
interface Limited {
  limit: number
}

const or = (words: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(words)
const characters = (count: number) => plural(count, 'character', 'characters')
const items = (count: number) => plural(count, 'item', 'items')
const entries = (count: number) => plural(count, 'entry', 'entries')

/**
 * Every reason for which a field is wrong, with its English sentence. It stands below the field's label, and behind its
 * path on the command line. Another language has a function for each of them.
 */
export const fieldReasons = {
  required: ({ title, by }: Titled & { by: 'enter' | 'choose' }) =>
    `${by === 'choose' ? 'Choose' : 'Enter'} ${namedField(title)}`,
  required_with: ({ title, other }: Titled & { other: string }) =>
    `Enter ${namedField(title)}, or leave out ${namedField(other)}`,
  unknown_field: () => 'Remove this: there is no such field',
  unknown_secret: () => 'Remove this: there is no such secret',
  /** `place` is the present path of a stored secret. */
  secret_moves: ({ place }: { place: string }) => `Save the connector: this stored secret moves to ${place}`,
  no_reference: () =>
    'Write op://VAULT/ITEM/FIELD, env:NAME, file:/PATH, or cmd:PROGRAM and its arguments, with every quote closed',
  secret_without_place: () => 'Enter this stored secret where the entry asks for it now: it has no place here any more',

  type: ({ types }: { types: string[] }) =>
    types.length === 0 ? 'Leave this empty' : `Enter ${or(types.map((type) => TYPES[type] ?? type))}`,
  fixed: ({ value }: { value: string }) => `Enter ${value}`,
  /** `more` counts the values that are not named. */
  one_of: ({ values, more }: { values: string[]; more: number }) =>
    `Choose one of: ${values.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  other_than: ({ values }: { values: string[] }) => `Enter another value than ${or(values)}`,
  excludes: ({ others }: { others: string[] }) => `Clear this, or clear ${or(others.map(namedField))}`,
  several_kinds: () => 'Enter another value: this one fits several kinds that exclude one another',
  long_number: () => 'Use fewer digits: this number would not be kept exactly',
  not_allowed: () => 'Enter another value: this one is not allowed',

  format: ({ format }: { format: string }) => `Enter ${FORMATS[format] ?? `it in the format ${format}`}`,
  starts_with: ({ starts }: { starts: string[] }) => `Start with ${or(starts)}`,
  looks_like: ({ example }: { example: string }) => `Enter it in the form ${example}`,
  pattern: ({ title }: Titled) => `Check ${namedField(title)}: it is not in the expected form`,
  /** What the schema itself says of such a value. */
  own_words: ({ words }: { words: string }) => words,
  min_length: ({ limit }: Limited) => `Use at least ${characters(limit)}`,
  max_length: ({ limit }: Limited) => `Use at most ${characters(limit)}`,
  one_line: () => 'Use a single line without control characters',
  unseen_characters: () => 'Remove the invisible characters and marks of direction',
  line_break: () => 'Remove the line break at the beginning or end',
  invisible_character: ({ place }: { place: number }) =>
    `Type it, or copy it from its source again: character ${place} is invisible`,

  address_password: () =>
    'Leave the password out of this address: it would be readable here, unless the catalog entry marks the field as a secret',

  no_proxy_address: () => 'Write the address of the proxy as http://HOST:PORT',
  proxy_password: () =>
    'Leave out the user and the password: settings are not encrypted. Start Patchbay with PATCHBAY_PROXY to use them',

  day_within: ({ days }: { days: number }) => `Choose a day from today on, at most ${days} days ahead`,

  minimum: ({ limit }: Limited) => `Enter ${limit} or more`,
  more_than: ({ limit }: Limited) => `Enter more than ${limit}`,
  maximum: ({ limit }: Limited) => `Enter ${limit} or less`,
  less_than: ({ limit }: Limited) => `Enter less than ${limit}`,
  multiple_of: ({ limit }: Limited) => `Enter a multiple of ${limit}`,

  min_items: ({ limit }: Limited) => `Add at least ${items(limit)}`,
  max_items: ({ limit }: Limited) => `Use at most ${items(limit)}`,
  unique_items: () => 'Use each item only once',
  contains: ({ limit, what }: Limited & { what: string }) => `Add at least ${items(limit)} ${what}`,
  contains_most: ({ limit, what, count }: Limited & { what: string; count: number }) =>
    `Keep at most ${items(limit)} ${what}: there are ${count}`,
  min_entries: ({ limit }: Limited) => `Add at least ${entries(limit)}`,
  max_entries: ({ limit }: Limited) => `Use at most ${entries(limit)}`,
  entry_name: ({ name }: { name: string }) => `Choose another name for this entry: ${name} is not allowed`,

  one_letter: () => 'Use one letter, digit or sign',
  name_taken: () => 'Choose another name: this one is already in use',
  few_characters: ({ limit }: Limited) => `Use at least ${limit} different characters`,
  easy_to_guess: () => 'Choose a passphrase that is harder to guess, such as six random words',
  wrong_passphrase: ({ opens }: { opens: 'workspace' | 'backup' | 'person' | 'invitation' }) =>
    `This passphrase does not open ${opens === 'person' ? 'your own key' : `this ${opens}`}`,
  proof_passphrase: ({ name }: { name: string }) => `Enter the recovery passphrase of ${name}`,
  wrong_proof: ({ name }: { name: string }) => `This is not the recovery passphrase of ${name}`,
  proof_name: ({ name }: { name: string }) => `Enter the name of the workspace: ${name}`,
  passphrase_differs: () => 'Repeat the same passphrase',
  not_an_identity: () => 'Enter the whole line that begins with patchbay1: and that `patchbay person show` prints',
  not_a_recipient: () => 'Enter age recipients, which begin with age1',
  opens_no_workspace: () => 'This passphrase opens no workspace that you could join',
  not_a_file: () => 'Name another file: this is not a regular file',
}

export type FieldReason = keyof typeof fieldReasons

/** The sentences of one language, a function of the values of each reason. */
export type FieldSentences = typeof fieldReasons
