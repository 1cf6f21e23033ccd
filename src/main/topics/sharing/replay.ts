import { nameKey } from '../../../shared/names.ts'
import { envelopeVersion } from '../../secrets/keys/envelope.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import { createBatch, type Batch } from './git/batch.ts'
import type { Mirror } from './git/mirror.ts'
import { type Signer, withChangeId, writeCommit } from './format/commit.ts'
import { filesOf, readConnector, type SharedConnector } from './format/connector-files.ts'
import { type Fields, SECRETS, secretPath } from './format/fields.ts'
import { connectorPath } from './format/layout.ts'
import { merge, type Operation } from './merge.ts'
import type { Change } from './rows.ts'
import type { State } from './verify/state.ts'

/** Changes on top of a head. */
export interface Replay {
  head: string
  tree: string
  /** The commits, folders and files that are new. */
  batch: Batch
  /** What the connectors are that the changes are about. */
  connectors: ReadonlyMap<string, SharedConnector>
  /** The changes, those among them that others have made already. */
  changeIds: readonly string[]
}

/** A connector at a commit. */
export async function connectorAt(batch: Batch, tree: string, id: string): Promise<SharedConnector> {
  const [connectors, secrets, conflicts] = await Promise.all(
    (['connectors', 'secrets', 'conflicts'] as const).map((kind) => batch.read(tree, connectorPath(kind, id))),
  )
  return readConnector(id, { connectors: connectors ?? null, secrets: secrets ?? null, conflicts: conflicts ?? null })
}

/** Makes a signed commit of each change on top of what was verified; one that others have made already makes none. */
export async function replay(
  mirror: Pick<Mirror, 'read'>,
  {
    state,
    changes,
    signer,
    names,
  }: { state: State; changes: readonly Change[]; signer: Signer; names: Map<string, string> },
): Promise<Replay> {
  const batch = createBatch(mirror)
  const connectors = new Map<string, SharedConnector>()
  const ids = new Set(changes.flatMap(({ operations }) => operations.map(({ connectorId }) => connectorId)))
  // How many connectors have a name: those here already with what the head says of the ones that are changed.
  for (const id of ids) {
    const connector = await connectorAt(batch, state.tree, id)
    connectors.set(id, connector)
    rename(names, id, connector.fields)
  }
  const holders = new Map<string, Set<string>>()
  for (const [id, name] of names) hold(holders, name, id)
  let { head, tree } = state
  for (const { changeId, at, words, operations } of changes) {
    const files = new Map<string, string | null>()
    for (const operation of operations) {
      const { connectorId: id } = operation
      const before = connectors.get(id) ?? { fields: null, conflicts: {} }
      const isNameTaken = (name: unknown) =>
        [...(holders.get(nameKey(String(name))) ?? [])].some((holder) => holder !== id)
      const after = merge(before, operation, { memberId: signer.memberId, changeId, isNameTaken })
      connectors.set(id, after)
      if (before.fields) holders.get(nameKey(String(before.fields['name'])))?.delete(id)
      if (after.fields) hold(holders, String(after.fields['name']), id)
      for (const [path, text] of filesOf(id, after)) files.set(path, text)
    }
    const next = await batch.write(tree, files)
    if (next === tree) continue
    tree = next
    const commit = { tree, parent: head, words: withChangeId(words, changeId), at: new Date(at) }
    head = batch.put('commit', writeCommit(signer, commit))
  }
  return { head, tree, batch, connectors, changeIds: changes.map(({ changeId }) => changeId) }
}

function rename(names: Map<string, string>, id: string, fields: Fields | null): void {
  if (fields) names.set(id, String(fields['name']))
  else names.delete(id)
}

function hold(holders: Map<string, Set<string>>, name: string, id: string): void {
  const key = nameKey(name)
  holders.set(key, (holders.get(key) ?? new Set()).add(id))
}

/**
 * Changes whose secrets are under the newest key: what waited while the key was rotated is sealed again, because a person who
 * was removed knows the former one. Null where nothing is.
 */
export function resealed(changes: readonly Change[], version: number, key: OpenKey): Change[] | null {
  const renewed = new Map<unknown, string>()
  const fresh = (connectorId: string, field: string, value: unknown): unknown => {
    const path = field.startsWith(SECRETS) && typeof value === 'string' ? secretPath(field) : null
    if (path === null || typeof value !== 'string' || envelopeVersion(value) === version) return value
    const known = renewed.get(value)
    if (known !== undefined) return known
    const envelope = key.reencrypt({ connectorId, path }, value)
    renewed.set(value, envelope)
    return envelope
  }
  const renew = (operation: Operation): Operation => ({
    ...operation,
    set: Object.fromEntries(
      Object.entries(operation.set).map(([field, { before, after }]) => [
        field,
        {
          // A later change was made on top of the former text of one of these.
          ...(before !== undefined && { before: renewed.get(before) ?? before }),
          ...(after !== undefined && { after: fresh(operation.connectorId, field, after) }),
        },
      ]),
    ),
    whole: Object.fromEntries(
      Object.entries(operation.whole).map(([field, value]) => [field, fresh(operation.connectorId, field, value)]),
    ),
  })
  const list = changes.map((change) => ({ ...change, operations: change.operations.map(renew) }))
  return renewed.size > 0 ? list : null
}
