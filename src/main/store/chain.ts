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
export const textHash = (previous: string, json: string): string => hash('sha256', previous + json, 'hex')

/** The hash of a row of the history. */
export const chainHash = (previous: string, row: ChainRow): string => textHash(previous, JSON.stringify(row))
