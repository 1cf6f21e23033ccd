import { randomUUID } from 'node:crypto'
import type { Conflict } from '../../../contract/groups/access/sharing.ts'
import { appError } from '../../../contract/errors.ts'
import { nameKey } from '../../../shared/names.ts'
import { type Context, createdBy } from '../../core/context.ts'
import { nameTaken } from '../../core/names.ts'
import type { Core } from '../core.ts'
import { type Conflicts, WHOLE } from './format/connector-files.ts'
import { type Fields, nameOf, secretPath } from './format/fields.ts'
import { operationOf } from './merge.ts'
import type { SharingRows } from './rows.ts'
import type { Writer } from './writer.ts'

interface Choice {
  workspaceId: string
  connectorId: string
  field: string
  memberId: string
  take: 'waiting' | 'present'
}

/** What waits for a choice, and the choice. */
export function createConflicts(
  { vault, commit, record }: Pick<Core, 'vault' | 'commit' | 'record'>,
  { sharingRows, writer }: { sharingRows: SharingRows; writer: Writer },
) {
  const view = (
    { connectorId, field, memberId }: Pick<Conflict, 'connectorId' | 'field' | 'memberId'>,
    { value }: Conflicts[string][string],
    fields: Fields,
    by: string,
  ): Conflict => {
    // A secret and its envelope stay where they are; who chooses knows whose it is.
    const isSecret = field.startsWith('secrets/')
    const now = fields[field]
    return {
      ...{ connectorId, field, memberId, by, isSecret, connectorName: nameOf(fields) },
      ...(!isSecret && now !== undefined && { now }),
      ...(!isSecret && value !== undefined && { waiting: value }),
    }
  }

  return {
    list: (workspaceId: string): Conflict[] => {
      const members = sharingRows.get(workspaceId)?.state.members ?? []
      return [...sharingRows.conflicts(workspaceId)].flatMap(([connectorId, conflicts]) => {
        const fields = sharingRows.connector(workspaceId, connectorId)?.fields ?? {}
        return Object.entries(conflicts).flatMap(([field, byMember]) =>
          Object.entries(byMember).map(([memberId, entry]) => {
            const by = members.find(({ id }) => id === memberId)?.name ?? memberId
            return view({ connectorId, field, memberId }, entry, fields, by)
          }),
        )
      })
    },

    choose: async (context: Context, { workspaceId, connectorId, field, memberId, take }: Choice): Promise<void> => {
      const key = vault.peek(workspaceId) ?? (await vault.use(workspaceId))
      await commit(
        () => {
          const conflicts = sharingRows.conflicts(workspaceId).get(connectorId) ?? {}
          const entry = conflicts[field]?.[memberId]
          const noted = sharingRows.connector(workspaceId, connectorId)
          if (!entry || !noted) throw appError('no_conflict')
          const before = noted.fields
          const after = take === 'present' ? before : withWaiting(before, field, entry.value)
          const name = after?.['name']
          const isTaken = [...sharingRows.names(workspaceId)].some(
            ([id, other]) => id !== connectorId && nameKey(other) === nameKey(String(name)),
          )
          if (field === 'name' && take === 'waiting' && isTaken) throw nameTaken('connector', String(name))
          const operation = operationOf(connectorId, before, after) ?? {
            ...{ connectorId, kind: 'edit' as const, set: {}, whole: before },
          }
          // Whatever waited with a connector goes with it.
          const settles = after
            ? [{ field, memberId }]
            : Object.entries(conflicts).flatMap(([one, byMember]) =>
                Object.keys(byMember).map((whose) => ({ field: one, memberId: whose })),
              )
          writer.write(workspaceId, [{ connectorId, fields: after, audit: createdBy(context) }], key)
          const label = field === WHOLE ? '' : `${field.replaceAll('/', '.')} of `
          const words = `Chose ${label}${nameOf(before)}`.replaceAll(/\p{Cc}/gu, ' ')
          const change = { changeId: randomUUID(), at: context.now, words }
          sharingRows.addChange(workspaceId, { ...change, operations: [{ ...operation, settles }] })
          const left = structuredClone(conflicts) as Record<string, Record<string, Conflicts[string][string]>>
          for (const { field: one, memberId: whose } of settles) delete left[one]?.[whose]
          sharingRows.putConflicts(workspaceId, connectorId, left)
          record(context, {
            ...{ workspaceId, action: 'connector.choose', subjectId: connectorId, subjectName: nameOf(before) },
            fields: secretPath(field) === null ? [{ path: field.replaceAll('/', '.') }] : [],
          })
        },
        { workspaceId, topic: 'connectors' },
        { workspaceId, topic: 'sharing' },
      )
    },
  }
}

/** The fields with what waited; null for a deletion that waited. */
function withWaiting(before: Fields, field: string, value: unknown): Fields | null {
  if (field === WHOLE) return null
  const { [field]: _, ...others } = before
  return value === undefined ? others : { ...others, [field]: value }
}
