import type { Exposure } from '../../../contract/groups/access/sharing.ts'
import { appError } from '../../../contract/errors.ts'
import { type Context, updatedBy } from '../../core/context.ts'
import { envelopeVersion } from '../../secrets/keys/envelope.ts'
import type { Core } from '../core.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import { secretPath } from './format/fields.ts'
import { holdsKey } from './format/members.ts'
import type { SharedPeople } from './people.ts'
import type { SharingRows } from './rows.ts'

interface Deps {
  sharingRows: SharingRows
  people: Pick<SharedPeople, 'myId'>
  connectorRows: Pick<ConnectorRows, 'find' | 'update'>
}

/**
 * Secrets that somebody could read who lost the key: those that are still under a version of it that they held. What is set
 * later is under a newer one, so the list follows from the secrets themselves and is the same on every computer.
 */
export function createExposures(
  { vault, commit, record }: Pick<Core, 'vault' | 'commit' | 'record'>,
  { sharingRows, people, connectorRows }: Deps,
) {
  const list = (workspaceId: string): Exposure[] => {
    const { members = [], formerHolders = {} } = sharingRows.get(workspaceId)?.state ?? {}
    const readers = Object.entries(formerHolders)
    // Who holds no key can replace nothing, and the others should not pay for what never happened.
    if (readers.length === 0 || !members.some((one) => one.id === people.myId() && holdsKey(one))) return []
    const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? id
    return sharingRows.envelopes(workspaceId).flatMap(({ connectorId, name, field, envelope }) => {
      const version = envelopeVersion(envelope) ?? Infinity
      const by = readers.filter(([, held]) => version <= held).map(([id]) => nameOf(id))
      return by.length === 0 ? [] : [{ connectorId, connectorName: name, path: secretPath(field) ?? '', by }]
    })
  }

  return {
    list,

    /** Leaves a secret as it is, under the present key, so it is on nobody's list any more. */
    keep: async (
      context: Context,
      { workspaceId, connectorId, path }: { workspaceId: string; connectorId: string; path: string },
    ): Promise<void> => {
      const key = vault.peek(workspaceId) ?? (await vault.use(workspaceId))
      await commit(
        () => {
          const isListed = list(workspaceId).some((one) => one.connectorId === connectorId && one.path === path)
          const row = isListed ? connectorRows.find(workspaceId, connectorId) : null
          const stored = row?.auth[path]
          if (!row || !stored) throw appError('no_exposure')
          const value = key.reencrypt({ connectorId, path }, stored.value)
          connectorRows.update(workspaceId, connectorId, {
            auth: { ...row.auth, [path]: { ...stored, value } },
            ...updatedBy(context),
          })
          record(context, {
            ...{ workspaceId, action: 'connector.keep_secret', subjectId: connectorId, subjectName: row.name },
          })
        },
        { workspaceId, topic: 'connectors' },
        { workspaceId, topic: 'sharing' },
      )
    },
  }
}
