import { isEqual } from '../../../shared/json.ts'
import { type Conflicts, type SharedConnector, WHOLE } from './format/connector-files.ts'
import type { Fields } from './format/fields.ts'

/** What somebody did to one connector: per field what they saw and what it became; an absent value is "not there". */
export interface Operation {
  connectorId: string
  kind: 'add' | 'edit' | 'delete'
  set: Readonly<Record<string, { before?: unknown; after?: unknown }>>
  /** The whole connector afterwards or, for a deletion, before: to have it again if somebody else deleted it. */
  whole: Fields
  /** Conflicts that it settles. */
  settles?: readonly { field: string; memberId: string }[]
}

interface By {
  memberId: string
  changeId: string
  /** Whether another connector has this name. */
  isNameTaken(name: unknown): boolean
}

/** What was done to a connector, from what it was to what it is; null for one that is not there. */
export function operationOf(connectorId: string, before: Fields | null, after: Fields | null): Operation | null {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const set: Record<string, { before?: unknown; after?: unknown }> = {}
  for (const field of names) {
    const [was, is] = [own(before, field), own(after, field)]
    if (isEqual(was, is)) continue
    set[field] = { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }
  }
  if (Object.keys(set).length === 0) return null
  const kind = before === null ? 'add' : after === null ? 'delete' : 'edit'
  return { connectorId, kind, set, whole: after ?? before ?? {} }
}

/** A connector with an operation that was worked out for what it was before others changed it: what does not fit waits. */
export function merge({ fields, conflicts: present }: SharedConnector, operation: Operation, by: By): SharedConnector {
  const conflicts = createConflicts(present, by)
  for (const { field, memberId } of operation.settles ?? []) conflicts.settle(field, memberId)
  if (operation.kind === 'delete') return mergeDeletion(fields, operation, conflicts)
  const merged: Record<string, unknown> = { ...fields }
  if (!fields) {
    // Somebody else deleted it while this person changed it: it comes back whole, and the deletion waits.
    Object.assign(merged, operation.whole)
    if (operation.kind === 'edit') conflicts.wait(WHOLE, {})
  }
  for (const [field, { before, after }] of Object.entries(operation.set)) {
    const there = fields ? own(merged, field) : before
    if (fields ? isEqual(there, after) : isEqual(own(merged, field), after)) continue
    const blocks = after !== undefined && isInside(field, merged, operation)
    if (!isEqual(there, before) || blocks) conflicts.wait(field, { value: after, before })
    else if (after === undefined) delete merged[field]
    else merged[field] = after
  }
  keepNameFree(merged, fields, conflicts, by)
  return { fields: merged, conflicts: conflicts.all() }
}

type ConflictList = ReturnType<typeof createConflicts>

function mergeDeletion(fields: Fields | null, { set }: Operation, conflicts: ConflictList): SharedConnector {
  const names = new Set([...Object.keys(fields ?? {}), ...Object.keys(set)])
  const isTouched = fields && [...names].some((field) => !isEqual(own(fields, field), own(set, field)?.before))
  if (!isTouched && conflicts.isEmpty()) return { fields: null, conflicts: {} }
  if (fields) conflicts.wait(WHOLE, {})
  return { fields, conflicts: conflicts.all() }
}

/** Gives way to another connector of the same name; only a name that this operation sets does. */
function keepNameFree(merged: Record<string, unknown>, fields: Fields | null, conflicts: ConflictList, by: By): void {
  const { name } = merged
  if (isEqual(name, fields?.['name']) || !by.isNameTaken(name)) return
  conflicts.wait('name', { value: name, before: fields?.['name'] })
  for (let number = 2; by.isNameTaken(merged['name']); number += 1) merged['name'] = `${String(name)} (${number})`
}

/** Whether a field would lie inside another one that is no object, or hold others. */
const isInside = (field: string, merged: Fields, { set }: Operation): boolean =>
  field.startsWith('config/') &&
  Object.keys(merged).some(
    (other) => (isBelow(other, field) || isBelow(field, other)) && !(other in set && set[other]?.after === undefined),
  )

const isBelow = (field: string, other: string) => field.startsWith(`${other}/`)

const own = <T>(record: Readonly<Record<string, T>> | null, name: string): T | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined

function createConflicts(present: Conflicts, { memberId, changeId }: By) {
  const all = structuredClone(present) as Record<string, Record<string, Conflicts[string][string]>>
  return {
    all: (): Conflicts => all,
    isEmpty: () => Object.keys(all).length === 0,
    settle: (field: string, whose: string) => {
      delete all[field]?.[whose]
      if (all[field] && Object.keys(all[field]).length === 0) delete all[field]
    },
    wait: (field: string, { value, before }: { value?: unknown; before?: unknown }) => {
      const former = all[field]?.[memberId]
      // Of two changes of a person that both wait the last one counts, and what they saw first stays what it is compared with.
      const base = former && isEqual(former.value, before) ? former.before : before
      all[field] = {
        ...all[field],
        [memberId]: { changeId, ...(value !== undefined && { value }), ...(base !== undefined && { before: base }) },
      }
    },
  }
}
