import { randomUUID } from 'node:crypto'
import type { connectors as connectorsContract } from '../../../contract/groups/connectors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { AppError } from '../../../contract/errors.ts'
import { readOauth } from '../../../contract/oauth.ts'
import { nameKey } from '../../../shared/names.ts'
import { type Context, createdBy } from '../../core/context.ts'
import { nameTaken } from '../../core/names.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { StoredSecret } from '../../store/schema.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { Core } from '../core.ts'
import { type ConnectorInput, schemasOf } from './input.ts'
import { asReference, sealReference } from './secret-values/references.ts'
import { openFormerSecrets } from './former-secrets.ts'
import { fieldChanges, secretChanges, toPublicConfig } from './field-changes.ts'
import type { ConnectorRow, ConnectorRows } from './rows.ts'
import type { ConnectorView } from './view.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'byId'>
  input: Pick<ConnectorInput, 'checkStored'>
  view: ConnectorView
}

type DuplicateHandlers = Pick<GroupHandlers<typeof connectorsContract, Context>, 'duplicate'>

/** Copies connectors, within their workspace or into another one. */
export function createDuplicate(core: Core, { connectorRows, catalogRows, input, view }: Deps): DuplicateHandlers {
  const { vault, record } = core

  /** The name that is asked for, or the first free one like that of the connector. */
  const nameIn = (workspaceId: string, wanted: string | undefined, own: string): string => {
    const isTaken = (name: string) => connectorRows.idByName(workspaceId, nameKey(name)) !== undefined
    if (wanted !== undefined) {
      if (isTaken(wanted)) throw nameTaken('connector', wanted)
      return wanted
    }
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? own : `${own} (${count})`
      if (!isTaken(name)) return name
    }
  }

  /** A connector's secrets, each encrypted for its new place; one that cannot be read is left out. */
  const copySecrets = (auth: ConnectorRow['auth'], from: Place, into: Place, now: string) => {
    const copies: Record<string, StoredSecret> = {}
    for (const [path, stored] of Object.entries(auth)) {
      const secret = readSecret(from, path, stored.value)
      if (secret === undefined) continue
      const reference = asReference(stored, secret.value)
      if (reference) {
        copies[path] = sealReference(into.key, { connectorId: into.connectorId, path }, reference, now)
        continue
      }
      copies[path] = { value: into.key.encrypt({ connectorId: into.connectorId, path }, secret.value), updatedAt: now }
    }
    return copies
  }

  return {
    duplicate: async (context, { workspaceId, id, name: wanted, into = workspaceId, withSecrets }) => {
      const source = connectorRows.get(workspaceId, id)
      const { catalogId, name: own, secretExpiresAt, tags, description, colour } = source
      const entry = catalogRows.byId(catalogId)
      const name = nameIn(into, wanted, own)
      const newId = randomUUID()
      const key = withSecrets && Object.keys(source.auth).length > 0 ? await vault.use(workspaceId) : null
      const { config, paths } = key ? openFormerSecrets(entry, source, key) : { config: source.config, paths: [] }
      const refreshToken = readOauth(entry)?.refreshToken
      // Two connectors that renew the same tokens would end each other's.
      const isShared = (path: string) => source.signIn === null || path !== refreshToken
      const auth = Object.fromEntries(
        Object.entries(source.auth).filter(([path]) => !paths.includes(path) && isShared(path)),
      )
      const copies = key
        ? copySecrets(auth, { key, connectorId: id }, { key: await vault.use(into), connectorId: newId }, context.now)
        : {}
      const expiry = Object.keys(copies).length > 0 ? secretExpiresAt : null
      const misfits = await input.checkStored(entry, { config, stored: Object.keys(copies) })
      const shown = toPublicConfig(schemasOf(entry), config)
      await connectorRows.commit(into, () => {
        connectorRows.insert({
          ...{ id: newId, tenantId: into, catalogId, catalogVersion: entry.version, checkedHash: entry.contentHash },
          ...{ name, nameKey: nameKey(name), config, auth: copies, tags, description, colour },
          ...{ status: 'inactive', statusMessage: null, statusSince: context.now },
          secretExpiresAt: expiry,
          ...createdBy(context),
        })
        connectorRows.update(into, newId, { attention: Object.keys(misfits).length })
        record(context, {
          ...{ workspaceId: into, action: 'connector.duplicate', subjectId: newId, subjectName: name },
          detail: { catalogKey: entry.key, duplicateOf: id },
          fields: [
            ...fieldChanges(
              schemasOf(entry),
              null,
              { name, tags, description, colour, secretExpiresAt: expiry, config },
              shown,
            ),
            ...secretChanges({ set: Object.keys(copies) }),
          ],
          config: shown.config,
        })
      })
      return view.card(into, newId)
    },
  }
}

/** A connector with the open key of its workspace. */
interface Place {
  key: OpenKey
  connectorId: string
}

function readSecret({ key, connectorId }: Place, path: string, value: string): { value: unknown } | undefined {
  try {
    return { value: key.decrypt({ connectorId, path }, value) }
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
