import { withSortedNames } from '../../../../shared/json.ts'
import { refused } from '../verify/refusal.ts'

/** What a file of a shared workspace is about. */
export type Place =
  | { kind: 'workspace' | 'members' | 'signers' }
  | { kind: 'key'; version: number }
  | { kind: ConnectorKind; id: string }

export type ConnectorKind = 'connectors' | 'secrets' | 'conflicts'

export const WORKSPACE = 'patchbay.json'
export const MEMBERS = 'members.json'
export const SIGNERS = 'signers'

const NAMED = { [WORKSPACE]: 'workspace', [MEMBERS]: 'members', [SIGNERS]: 'signers' } as const
const KEY = /^keys\/([1-9][0-9]{0,5})\.json$/
const CONNECTOR = /^(connectors|secrets|conflicts)\/([0-9a-z][0-9a-z-])\/([0-9a-z][0-9a-z-]{7,63})\.(yaml|json)$/

export const keyPath = (version: number): string => `keys/${version}.json`

/**
 * Two letters of the id are a folder in between, so a change writes a folder of tens of names again and not one of ten
 * thousand.
 */
export const connectorPath = (kind: ConnectorKind, id: string): string =>
  `${kind}/${id.slice(0, 2)}/${id}.${kind === 'connectors' ? 'yaml' : 'json'}`

/** What a path stands for. Throws `history_refused` for one that does not belong there. */
export function placeOf(path: string): Place {
  if (Object.hasOwn(NAMED, path)) return { kind: NAMED[path as keyof typeof NAMED] }
  const version = KEY.exec(path)?.[1]
  if (version !== undefined) return { kind: 'key', version: Number(version) }
  const [, kind, , id] = CONNECTOR.exec(path) ?? []
  if (kind === undefined || id === undefined || connectorPath(kind as ConnectorKind, id) !== path) throw refused('path')
  return { kind: kind as ConnectorKind, id }
}

/** A value in its one spelling. */
export const toJsonFile = (value: unknown): string => `${JSON.stringify(withSortedNames(value), null, 1)}\n`

/** The value of a file; undefined unless it is in the one spelling. */
export function readJsonFile(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown
    return toJsonFile(value) === text ? value : undefined
  } catch {
    return undefined
  }
}
