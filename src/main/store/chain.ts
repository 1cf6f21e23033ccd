import { hash } from 'node:crypto'

/** What a row of the history says, as its columns hold it: detail and config as JSON text. */
export type ChainRow = [
  workspaceId: string | null,
  at: string,
  actorId: string,
  actorName: string,
  action: string,
  subjectId: string | null,
  subjectName: string | null,
  detail: string,
  config: string | null,
]

/** The columns in the order of a ChainRow. */
export const CHAIN_COLUMNS = [
  'workspace_id',
  'at',
  'actor_id',
  'actor_name',
  'action',
  'subject_id',
  'subject_name',
  'detail',
  'config',
] as const

/** The letters of a SHA-256 in hex. */
export const HASH_LENGTH = 64

/** SHA-256, in hex, of the hash of the row before (empty for the first one) and the JSON array of a row's columns. */
const textHash = (previous: string, json: string): string => hash('sha256', previous + json, 'hex')

/** The hash of a row of the history. */
export const chainHash = (previous: string, row: ChainRow): string => textHash(previous, JSON.stringify(row))

/**
 * Some rows as one text: the JSON array of a row, a line feed, its hash, which the JSON of the next row follows at once.
 * Each line is then what the hash at the start of the next one is of, and no text has to be put together to compute it.
 */
export const PAGE_COLUMN = `json_array(${CHAIN_COLUMNS.join()}) || char(10) || hash`

/** Answers, for one page after the other, the places of the rows that do not follow from the row right before them. */
export function createLinks(): (page: string) => number[] {
  let previous = ''
  return (page) => {
    if (page === '') return []
    const lines = page.split('\n')
    const places = []
    for (let place = 0; place < lines.length - 1; place += 1) {
      const line = place === 0 ? previous + (lines[0] ?? '') : (lines[place] ?? '')
      // The very first row follows from none.
      const isFirst = place === 0 && previous === ''
      if (isFirst || !lines[place + 1]?.startsWith(hash('sha256', line, 'hex'))) places.push(place)
    }
    previous = lines.at(-1) ?? ''
    return places
  }
}
