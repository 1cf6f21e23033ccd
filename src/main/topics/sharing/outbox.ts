import { randomUUID } from 'node:crypto'
import type { Clock } from '../../core/ports.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import { toCode } from '../workspace-code/code-connector.ts'
import { type Fields, nameOf, secretPath, toFields } from './format/fields.ts'
import { type Operation, operationOf } from './merge.ts'
import type { SharingRows } from './rows.ts'

interface Deps {
  sharingRows: SharingRows
  connectorRows: Pick<ConnectorRows, 'find'>
  catalogRows: Pick<CatalogRows, 'byId'>
  clock: Clock
}

/** Fields that are named in the words of a commit; more are counted. */
const MOST_FIELDS = 3

export function createOutbox({ sharingRows, connectorRows, catalogRows, clock }: Deps) {
  const fieldsOf = (row: ConnectorRow): Fields => {
    const envelopes = Object.entries(row.auth).map(([path, { value }]) => [path, value] as const)
    return toFields(toCode(row, catalogRows.byId(row.catalogId).key), Object.fromEntries(envelopes))
  }

  /** What changed since it was last noted; null for nothing. Notes it. */
  const difference = (workspaceId: string, connectorId: string): Operation | null => {
    const noted = sharingRows.connector(workspaceId, connectorId)
    const row = connectorRows.find(workspaceId, connectorId)
    // It has no row yet, so nobody can have changed it.
    if (noted?.waitsFor && !row) return null
    const after = row ? fieldsOf(row) : null
    const operation = operationOf(connectorId, noted?.fields ?? null, after)
    if (!operation) return null
    if (after) sharingRows.putConnector(workspaceId, { connectorId, fields: after, waitsFor: null })
    else sharingRows.removeConnector(workspaceId, connectorId)
    return operation
  }

  return {
    fieldsOf,

    /**
     * Puts what the present transaction changes of shared connectors into the outbox, as one change of each workspace; called
     * at its end, so a change is never without its place there.
     */
    note: (): void => {
      const touches = sharingRows.takeTouches()
      for (const workspaceId of new Set(touches.map((touch) => touch.workspaceId))) {
        if (!sharingRows.isShared(workspaceId)) continue
        const ids = touches.filter((touch) => touch.workspaceId === workspaceId).map(({ connectorId }) => connectorId)
        const operations = ids.flatMap((id) => difference(workspaceId, id) ?? [])
        if (operations.length === 0) continue
        const at = clock().toISOString()
        sharingRows.addChange(workspaceId, { changeId: randomUUID(), at, words: wordsOf(operations), operations })
      }
    },
  }
}

const DONE = { add: 'Added', edit: 'Changed', delete: 'Deleted' } as const

/** What was changed, in words that a person would use: `Activated Company blog`, `Set application_password of Company blog`. */
function wordsOf(operations: readonly Operation[]): string {
  const [only, ...others] = operations
  if (!only) return ''
  const verbs = new Set(operations.map(verbOf))
  const [verb = DONE.edit] = verbs.size === 1 ? verbs : [DONE.edit]
  if (others.length > 0) return `${verb} ${operations.length} connectors`
  const { set, whole } = only
  const name = oneLine(nameOf({ name: set['name']?.before ?? whole['name'] }))
  const fields = Object.keys(set)
  if (only.kind === 'edit' && fields.length === 1 && fields[0] === 'name')
    return `Renamed ${name} to ${oneLine(nameOf({ name: set['name']?.after }))}`
  if (verb !== DONE.edit && !verb.startsWith('Set ')) return `${verb} ${name}`
  if (verb !== DONE.edit) return `${verb} of ${name}`
  const shown = fields.map(labelOf)
  return `${verb} ${shown.length > MOST_FIELDS ? `${shown.length} fields` : shown.join(', ')} of ${name}`
}

/** What one word says of a whole change; `Changed` where its fields have to be named. */
function verbOf({ kind, set }: Operation): string {
  const fields = Object.keys(set)
  const [field] = fields
  if (kind !== 'edit' || fields.length !== 1 || field === undefined) return DONE[kind]
  if (field === 'status') return set[field]?.after === 'active' ? 'Activated' : 'Deactivated'
  if (field === 'pinned') return set[field]?.after === true ? 'Pinned' : 'Unpinned'
  return secretPath(field) === null ? DONE.edit : `Set ${labelOf(field)}`
}

/** The name of a field without what says where it is kept. */
const labelOf = (field: string): string =>
  oneLine((secretPath(field) ?? field.replace(/^config\//, '').replaceAll('/', '.')).replace(/^auth\./, ''))

/** A text as part of the first line of a commit. */
export const oneLine = (text: string) => text.replaceAll(/\p{Cc}/gu, ' ').slice(0, 200)
