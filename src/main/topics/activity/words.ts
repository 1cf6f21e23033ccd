import { plain } from '../../../shared/search/plain.ts'

/** More words than this narrow no search. */
const MAX_WORDS = 8

/** The words of a search as plain text, each with the forms of which one is enough. */
export const wordsOf = (search: string): string[][] =>
  plain(search)
    .split(/\s+/)
    .map((word) => word.split('|').filter(Boolean))
    .filter((forms) => forms.length > 0)
    .slice(0, MAX_WORDS)

/**
 * A pattern of `LIKE` that every row of ASCII texts with the words fits, for one of them. With `isAll` it is the only one, and
 * what fits it in a name has the words, whatever other letters are there.
 */
export function patternOf(words: readonly string[][]): { like: string; isAll: boolean } {
  const form = words.find(([first = '', ...others]) => others.length === 0 && /^[!-~]+$/.test(first))?.[0]
  if (form === undefined) return { like: '%', isAll: false }
  return { like: `%${form.replaceAll(/[\\%_]/g, '\\$&')}%`, isAll: words.length === 1 }
}

/** What of a row is searched, as its columns hold it. */
export interface SearchedRow {
  person: string
  subject: string | null
  action: string
  detail: string
}

/**
 * Whether a row has every word of a search: in the name of the person or of what it was done to, in what was done, or in the
 * names of the fields. What is before the dot of an action is its kind, which nearly every row would have; with it, the
 * whole action alone is a word.
 */
export function hasWords(words: readonly string[][], { person, subject, action, detail }: SearchedRow): boolean {
  const names = plain(`${person}\n${subject ?? ''}\n${action.slice(action.indexOf('.') + 1)}`)
  // What is known of the change is read only where it may have what the names lack: to parse it takes the longest.
  let text: string | null = null
  let facts: string | null = null
  const isFact = (form: string) =>
    (text ??= plain(detail)).includes(form) && (facts ??= plain(factsOf(action, detail))).includes(form)
  return words.every((forms) => forms.some((form) => form === action || names.includes(form) || isFact(form)))
}

interface Detail {
  fields?: { path: string; hidden?: string }[]
  token?: unknown
}

/** The names of the fields that were changed, with what is known of hidden values, and the name of the token. */
function factsOf(action: string, text: string): string {
  const { fields = [], token } = JSON.parse(text) as Detail
  // What is added has all fields, so they tell nothing.
  const facts =
    action === 'connector.update'
      ? fields.map(({ path, hidden = '' }) => `${path.slice(path.indexOf('.') + 1)} ${hidden}`)
      : []
  return [...facts, typeof token === 'string' ? token : ''].join('\n')
}
