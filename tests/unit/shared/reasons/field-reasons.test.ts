import { expect, test } from 'vitest'
import { type FieldError, fieldError } from '../../../../src/shared/errors.ts'
import type { FieldReason } from '../../../../src/shared/reasons/field-reasons.ts'

const sentences: Record<FieldReason, [FieldError, string][]> = {
  required: [
    [fieldError('required', { title: 'Site URL', by: 'enter' }), 'Enter the site URL'],
    [fieldError('required', { title: 'Default status', by: 'choose' }), 'Choose the default status'],
  ],
  required_with: [
    [
      fieldError('required_with', { title: 'Password', other: 'Username' }),
      'Enter the password, or leave out the username',
    ],
  ],
  unknown_field: [[fieldError('unknown_field'), 'Remove this: there is no such field']],
  secret_moves: [
    [
      fieldError('secret_moves', { place: 'config.login.token' }),
      'Save the connector: this stored secret moves to config.login.token',
    ],
  ],
  no_reference: [
    [
      fieldError('no_reference'),
      'Write op://VAULT/ITEM/FIELD, env:NAME, file:/PATH, or cmd:PROGRAM and its arguments, with every quote closed',
    ],
  ],
  secret_without_place: [
    [
      fieldError('secret_without_place'),
      'Enter this stored secret where the entry asks for it now: it has no place here any more',
    ],
  ],
  unknown_secret: [[fieldError('unknown_secret'), 'Remove this: there is no such secret']],
  type: [
    [fieldError('type', { types: ['integer'] }), 'Enter a whole number'],
    [fieldError('type', { types: ['string', 'number', 'boolean'] }), 'Enter text, a number, or true or false'],
    [fieldError('type', { types: [] }), 'Leave this empty'],
  ],
  fixed: [[fieldError('fixed', { value: 'none' }), 'Enter none']],
  one_of: [
    [fieldError('one_of', { values: ['draft', 'publish'], more: 0 }), 'Choose one of: draft, publish'],
    [fieldError('one_of', { values: ['a', 'b'], more: 3 }), 'Choose one of: a, b and 3 more'],
  ],
  not_allowed: [[fieldError('not_allowed'), 'Enter another value: this one is not allowed']],
  format: [
    [fieldError('format', { format: 'email' }), 'Enter an email address'],
    [fieldError('format', { format: 'iban' }), 'Enter it in the format iban'],
  ],
  starts_with: [[fieldError('starts_with', { starts: ['http://', 'https://'] }), 'Start with http:// or https://']],
  own_words: [[fieldError('own_words', { words: 'Begin with a slash' }), 'Begin with a slash']],
  looks_like: [[fieldError('looks_like', { example: 'AB12' }), 'Enter it in the form AB12']],
  pattern: [[fieldError('pattern', { title: 'Slug' }), 'Check the slug: it is not in the expected form']],
  min_length: [[fieldError('min_length', { limit: 3 }), 'Use at least 3 characters']],
  max_length: [[fieldError('max_length', { limit: 1 }), 'Use at most 1 character']],
  unseen_characters: [[fieldError('unseen_characters'), 'Remove the invisible characters and marks of direction']],
  easy_to_guess: [
    [fieldError('easy_to_guess'), 'Choose a passphrase that is harder to guess, such as six random words'],
  ],
  one_line: [[fieldError('one_line'), 'Use a single line without control characters']],
  line_break: [[fieldError('line_break'), 'Remove the line break at the beginning or end']],
  invisible_character: [
    [
      fieldError('invisible_character', { place: 5 }),
      'Type it, or copy it from its source again: character 5 is invisible',
    ],
  ],
  address_password: [
    [
      fieldError('address_password'),
      'Leave the password out of this address: it would be readable here, unless the catalog entry marks the field as a secret',
    ],
  ],
  no_proxy_address: [[fieldError('no_proxy_address'), 'Write the address of the proxy as http://HOST:PORT']],
  proxy_password: [
    [
      fieldError('proxy_password'),
      'Leave out the user and the password: settings are not encrypted. Start Patchbay with PATCHBAY_PROXY to use them',
    ],
  ],
  day_within: [[fieldError('day_within', { days: 90 }), 'Choose a day from today on, at most 90 days ahead']],
  minimum: [[fieldError('minimum', { limit: 0.5 }), 'Enter 0.5 or more']],
  more_than: [[fieldError('more_than', { limit: 0 }), 'Enter more than 0']],
  maximum: [[fieldError('maximum', { limit: 65_535 }), 'Enter 65535 or less']],
  less_than: [[fieldError('less_than', { limit: -1 }), 'Enter less than -1']],
  multiple_of: [[fieldError('multiple_of', { limit: 5 }), 'Enter a multiple of 5']],
  min_items: [[fieldError('min_items', { limit: 1 }), 'Add at least 1 item']],
  max_items: [[fieldError('max_items', { limit: 2000 }), 'Use at most 2,000 items']],
  unique_items: [[fieldError('unique_items'), 'Use each item only once']],
  contains: [[fieldError('contains', { limit: 1, what: 'with Role owner' }), 'Add at least 1 item with Role owner']],
  contains_most: [
    [
      fieldError('contains_most', { limit: 1, what: 'with Role owner', count: 2 }),
      'Keep at most 1 item with Role owner: there are 2',
    ],
  ],
  other_than: [[fieldError('other_than', { values: ['a', 'b'] }), 'Enter another value than a or b']],
  excludes: [[fieldError('excludes', { others: ['Certificate'] }), 'Clear this, or clear the certificate']],
  several_kinds: [
    [fieldError('several_kinds'), 'Enter another value: this one fits several kinds that exclude one another'],
  ],
  long_number: [[fieldError('long_number'), 'Use fewer digits: this number would not be kept exactly']],
  min_entries: [[fieldError('min_entries', { limit: 2 }), 'Add at least 2 entries']],
  max_entries: [[fieldError('max_entries', { limit: 1 }), 'Use at most 1 entry']],
  entry_name: [[fieldError('entry_name', { name: 'a' }), 'Choose another name for this entry: a is not allowed']],
  one_letter: [[fieldError('one_letter'), 'Use one letter, digit or sign']],
  name_taken: [[fieldError('name_taken'), 'Choose another name: this one is already in use']],
  few_characters: [[fieldError('few_characters', { limit: 5 }), 'Use at least 5 different characters']],
  wrong_passphrase: [
    [fieldError('wrong_passphrase', { opens: 'backup' }), 'This passphrase does not open this backup'],
    [fieldError('wrong_passphrase', { opens: 'person' }), 'This passphrase does not open your own key'],
  ],
  proof_passphrase: [[fieldError('proof_passphrase', { name: 'Acme' }), 'Enter the recovery passphrase of Acme']],
  wrong_proof: [[fieldError('wrong_proof', { name: 'Acme' }), 'This is not the recovery passphrase of Acme']],
  proof_name: [[fieldError('proof_name', { name: 'Acme' }), 'Enter the name of the workspace: Acme']],
  passphrase_differs: [[fieldError('passphrase_differs'), 'Repeat the same passphrase']],
  not_an_identity: [
    [
      fieldError('not_an_identity'),
      'Enter the whole line that begins with patchbay1: and that `patchbay person show` prints',
    ],
  ],
  not_a_recipient: [[fieldError('not_a_recipient'), 'Enter age recipients, which begin with age1']],
  opens_no_workspace: [[fieldError('opens_no_workspace'), 'This passphrase opens no workspace that you could join']],
  not_a_file: [[fieldError('not_a_file'), 'Name another file: this is not a regular file']],
}

test.each(Object.entries(sentences))('%s is a sentence', (reason, cases) => {
  for (const [error, sentence] of cases) expect(error).toMatchObject({ reason, message: sentence })
})
