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

/** The bytes of a row: the hash of the row before it, empty for the first one, and its columns as a JSON array. */
const chainText = (previous: string, row: ChainRow): string => previous + JSON.stringify(row)

/** The hash of a row of the history, SHA-256 in hex. */
export const chainHash = (previous: string, row: ChainRow): string => hash('sha256', chainText(previous, row), 'hex')
