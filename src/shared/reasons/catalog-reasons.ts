import { type DocumentKind, documentKind, type ForeignFormat, foreignFormats } from '../files/document-kinds.ts'
import { megabytes, plural } from '../words.ts'
import type { ErrorEntry } from './error-reason.ts'

/** A place in a file, both from 1. */
interface Place {
  line: number
  column: number
}

const place = ({ line, column }: Place) => `(line ${line}, column ${column})`

/** Where an entry is used: `places` has lines such as "Acme: Blog, News". */
interface EntryUse {
  name: string
  count: number
  inTrash: number
  places: string[]
  /** Connectors in workspaces of this person that `places` leaves out. */
  others: number
  /** Connectors in workspaces of which this person is no member. */
  elsewhere: number
}

/** What is wrong with a catalog file or an entry. */
export const catalogReasons = {
  empty_file: { code: 'invalid', sentence: () => 'The file is empty' },
  bad_json: { code: 'invalid', sentence: (at: Place) => `The file is not valid JSON ${place(at)}` },
  bad_yaml: { code: 'invalid', sentence: (at: Place) => `The file is neither JSON nor valid YAML ${place(at)}` },
  large_yaml: { code: 'invalid', sentence: () => 'The file is YAML that unfolds to too much' },
  /** The place is left out where a format has none. */
  long_file_number: {
    code: 'invalid',
    sentence: (at: Partial<Place>) =>
      `The file has a number with more digits than can be kept exactly${at.line === undefined ? '' : ` ${place({ line: at.line, column: at.column ?? 1 })}`}`,
  },
  no_entries: { code: 'invalid', sentence: () => 'The file has no catalog entries' },
  many_entries: {
    code: 'invalid',
    sentence: ({ limit }: { limit: number }) => `The file has more than ${limit} entries. Split it into several files`,
  },
  large_file: {
    code: 'invalid',
    sentence: ({ size, limit }: { size: number; limit: number }) =>
      `It is too large: ${megabytes(size)}. A catalog file can have at most ${megabytes(limit)}.`,
  },
  not_an_entry: {
    code: 'invalid',
    sentence: (values: DocumentKind) =>
      `The file is neither a catalog entry nor a JSON Schema${values.kind && `: it is ${documentKind(values)}`}`,
  },
  /** `format` is what the file is, empty for a bare JSON Schema. */
  needs_naming: {
    code: 'invalid',
    sentence: ({ format }: { format: ForeignFormat | '' }) =>
      format === ''
        ? 'A bare JSON Schema needs a key and a name'
        : `This is ${foreignFormats[format]} without a name; give it a key and a name`,
  },
  one_entry_only: { code: 'invalid', sentence: () => 'Only one catalog entry can be previewed at a time' },
  /** `problem` is the first problem that the import has with the entry, and `problemCode` its code. */
  entry_refused: {
    code: 'invalid',
    sentence: ({ problem }: { problem: string; problemCode: string }) => problem,
  },
  bad_seed: { code: 'invalid', sentence: () => 'A file of the built-in catalog is not a catalog entry' },
  slow_form: { code: 'invalid', sentence: () => 'The form of this catalog entry takes too long to check' },
  unusable_form: {
    code: 'invalid',
    sentence: () => 'The form of this catalog entry cannot be checked; import a corrected entry',
  },
  no_entry: { code: 'not_found', sentence: ({ name }: { name: string }) => `There is no catalog entry ${name}` },
  builtin_entry: {
    code: 'conflict',
    sentence: ({ name }: { name: string }) => `${name} is built in and cannot be removed`,
  },
  entry_in_use: {
    code: 'conflict',
    sentence: ({ name, count, inTrash, places, others, elsewhere }: EntryUse) => {
      const parts = [
        ...places,
        ...(others > 0 ? [`${others} more in other workspaces of yours`] : []),
        ...(elsewhere > 0 ? [`${elsewhere} in workspaces that you are not a member of`] : []),
      ]
      const trash = inTrash > 0 ? ` (${inTrash} in the trash)` : ''
      return (
        `${name} is used by ${plural(count, 'connector', 'connectors')}${trash} and can be removed once they are ` +
        `deleted and the trash is emptied. ${parts.join('; ')}`
      )
    },
  },
} satisfies Record<string, ErrorEntry>
