import type { Activity, ActivityFilters } from '../../../contract/groups/activity.ts'
import { MAX_QUERY } from '../../../shared/limits.ts'
import { plain } from '../../../shared/search/plain.ts'
import { text } from '../../text/text.ts'

/** The words of a search, as what they match is marked. */
export const searchWords = (search = ''): readonly string[] =>
  plain(search.slice(0, MAX_QUERY)).split(/\s+/).filter(Boolean)

type Fields = Activity['fields']

/** Changes of a connector that have words of their own, by what is stored of them. */
const CHANGES: [stored: string, Fields][] = [
  ['secret_set', [{ path: '', hidden: 'secret_set' }]],
  ['secret_cleared', [{ path: '', hidden: 'secret_cleared' }]],
  ['connector.update', [{ path: '' }]],
]

/** What is stored of each action, with the words that the screens have for it. */
function actionWords(): [stored: string, words: string][] {
  const wordsOf = (action: string, fields: Fields = []) => {
    const { verb, rest = '' } = text.activity.sentence({ action, subjectName: '', fields, detail: {} })
    return plain(`${verb} ${rest}`)
  }
  return [
    ...text.activity.actions.map((action): [string, string] => [action, wordsOf(action)]),
    ...CHANGES.map(([stored, fields]): [string, string] => [stored, wordsOf('connector.update', fields)]),
  ]
}

let known: ReturnType<typeof actionWords> | null = null

/**
 * The filters as the program knows them. It has no words of the screens, so a word that is in them, as "deactivated", may also
 * be the actions that they are for.
 */
export function withActions({ search, ...filters }: ActivityFilters): ActivityFilters {
  if (search === undefined) return filters
  const actions = (known ??= actionWords())
  const forms = searchWords(search).map((word) => {
    if (!/\p{L}{2}/u.test(word)) return word
    const stored = actions.filter(([, words]) => words.includes(word)).map(([one]) => one)
    return [...new Set([word, ...stored])].join('|')
  })
  return forms.length === 0 ? filters : { ...filters, search: forms.join(' ') }
}
