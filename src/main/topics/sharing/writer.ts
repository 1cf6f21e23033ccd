import { isEqual } from '../../../shared/json.ts'
import { nameKey } from '../../../shared/names.ts'
import { referenceKind } from '../../../shared/reasons/references.ts'
import { type Audit, updatedBy } from '../../core/context.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { StoredSecret } from '../../store/schema.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import { sealReference } from '../connectors/secret-values/references.ts'
import { envelopesOf, type Fields, referencesOf, toCodeConnector } from './format/fields.ts'
import type { SharingRows, WaitsFor } from './rows.ts'

interface Deps {
  sharingRows: SharingRows
  connectorRows: Pick<ConnectorRows, 'isInUse' | 'withTrash' | 'find' | 'insert' | 'update'>
  catalogRows: Pick<CatalogRows, 'has' | 'find' | 'byId'>
  health: Pick<SecretHealth, 'note'>
}

/** A connector as it is to be here; null fields for one that is deleted. */
export interface Arrival {
  connectorId: string
  fields: Fields | null
  /** Who made it and who changed it last, by the commits that say so: shown, and never trusted for an order. */
  audit: Audit
}

/** Makes rows of connectors that come from the repository or from a choice, and notes them as known. */
export function createWriter({ sharingRows, connectorRows, catalogRows, health }: Deps) {
  const rowOf = (workspaceId: string, id: string): ConnectorRow | null => {
    try {
      return connectorRows.isInUse(id) ? connectorRows.withTrash(workspaceId, id) : null
    } catch {
      return null
    }
  }

  const waitsFor = (workspaceId: string, id: string, fields: Fields): WaitsFor | null => {
    if (!catalogRows.has(String(fields['catalog_key']))) return 'entry'
    return connectorRows.isInUse(id) && !rowOf(workspaceId, id) ? 'id' : null
  }

  /** The stored secrets that stay as they are, and those that are new. */
  const authOf = (id: string, row: ConnectorRow | null, fields: Fields, at: string, key: OpenKey | null) => {
    const auth: Record<string, StoredSecret> = {}
    for (const [path, value] of Object.entries(envelopesOf(fields))) {
      const stored = row?.auth[path]
      auth[path] = stored?.value === value ? stored : { value, updatedAt: at }
    }
    for (const [path, reference] of Object.entries(referencesOf(fields))) {
      const stored = row?.auth[path]
      // Without the key, which a member does not have, it is only shown.
      if (stored?.reference === reference && (stored.value !== '' || !key)) auth[path] = stored
      else if (!key) auth[path] = { value: '', updatedAt: at, reference, isUnconfirmed: true }
      else {
        const kind = referenceKind(reference)
        // What another person wrote reads no file and runs no command here before somebody confirms it.
        const isConfirmed = kind === 'env' || kind === 'op'
        auth[path] = sealReference(key, { connectorId: id, path }, { reference, isConfirmed }, at)
      }
    }
    return auth
  }

  const put = (workspaceId: string, { connectorId: id, audit }: Arrival, fields: Fields, key: OpenKey | null): void => {
    const code = toCodeConnector(id, fields)
    const row = rowOf(workspaceId, id)
    const entry = row ? catalogRows.byId(row.catalogId) : catalogRows.find(code.catalog_key)
    // Each computer finds errors for itself, so one that is known here stays until the connector is switched off.
    const isFailing = row?.status === 'error' && row.deletedAt === null && code.status === 'active'
    const status = isFailing ? 'error' : code.status
    const auth = authOf(id, row, fields, audit.updatedAt, key)
    const isAsTested = row !== null && isEqual(row.config, code.config) && isEqual(row.auth, auth)
    const values = {
      ...{ name: code.name, nameKey: nameKey(code.name), config: code.config, tags: code.tags },
      ...{ description: code.description, colour: code.colour, secretExpiresAt: code.secrets_expire },
      auth,
      ...{ status, statusMessage: isFailing ? row.statusMessage : null },
      statusSince: row?.status === status ? row.statusSince : audit.updatedAt,
      // It was not checked against the entry of this computer.
      checkedHash: null,
    }
    if (!row)
      connectorRows.insert({
        ...{ id, tenantId: workspaceId, catalogId: entry.id, catalogVersion: entry.version },
        ...values,
        ...audit,
      })
    connectorRows.update(workspaceId, id, {
      ...(row && {
        ...values,
        ...updatedBy({ actor: { id: audit.updatedBy, name: audit.updatedByName }, now: audit.updatedAt }),
      }),
      ...{ isPinned: code.pinned, deletedAt: null },
      // The result of a test holds only for the values that were tested.
      ...(!isAsTested && { lastTestedAt: null, lastTestResult: null }),
    })
    health.note(workspaceId, id, auth)
  }

  return {
    /** Whether a reference is among them that is not here yet, for which the key must be open. */
    needsKey: (workspaceId: string, arrivals: readonly Arrival[]): boolean =>
      arrivals.some(({ connectorId, fields }) => {
        const row = fields && rowOf(workspaceId, connectorId)
        return Object.entries(fields ? referencesOf(fields) : {}).some(
          ([path, reference]) => row?.auth[path]?.reference !== reference || row.auth[path].value === '',
        )
      }),

    /** Call inside a transaction. Names are unique in the repository, so only their order could be in the way. */
    write: (workspaceId: string, arrivals: readonly Arrival[], key: OpenKey | null): void => {
      const staying: { arrival: Arrival; fields: Fields }[] = []
      for (const arrival of arrivals) {
        const { connectorId: id, fields, audit } = arrival
        const row = rowOf(workspaceId, id)
        if (fields) {
          const waits = waitsFor(workspaceId, id, fields)
          sharingRows.putConnector(workspaceId, { connectorId: id, fields, waitsFor: waits })
          if (waits === null) staying.push({ arrival, fields })
          // A name that is passed from one to another is free on the way.
          if (waits === null && row && row.name !== fields['name'])
            connectorRows.update(workspaceId, id, { nameKey: `shared ${id}` })
          continue
        }
        sharingRows.removeConnector(workspaceId, id)
        if (!row || row.deletedAt !== null) continue
        const actor = { id: audit.updatedBy, name: audit.updatedByName }
        connectorRows.update(workspaceId, id, {
          deletedAt: audit.updatedAt,
          ...updatedBy({ actor, now: audit.updatedAt }),
        })
        health.note(workspaceId, id, null)
      }
      for (const { arrival, fields } of staying) put(workspaceId, arrival, fields, key)
    },
  }
}

export type Writer = ReturnType<typeof createWriter>
