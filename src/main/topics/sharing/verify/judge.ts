import { isEqual } from '../../../../shared/json.ts'
import { appError } from '../../../../contract/errors.ts'
import { envelopeVersion } from '../../../secrets/keys/envelope.ts'
import type { Commit } from '../format/commit.ts'
import { readConflictsFile, readSecretsFile } from '../format/connector-files.ts'
import { readConnectorFile } from '../format/fields.ts'
import { keyPath, MEMBERS, placeOf, readJsonFile, SIGNERS, WORKSPACE } from '../format/layout.ts'
import {
  FORMAT,
  holdsKey,
  KeyFile,
  MembersFile,
  type SharedMember,
  signersOf,
  WorkspaceFile,
} from '../format/members.ts'
import { refused } from './refusal.ts'
import type { FileChange, State } from './state.ts'

/**
 * What is true after a commit, of which the commits before were accepted. Everybody may do what their role in the commit
 * before allows: the place in the history decides, never a clock. Throws `history_refused` for anything else.
 */
export function judge(before: State | null, oid: string, commit: Commit, changes: readonly FileChange[]): State {
  const texts = new Map(changes.map(({ path, after }) => [path, after]))
  const members = texts.has(MEMBERS) ? readMembers(texts.get(MEMBERS)) : before?.members
  if (!members) throw refused('not_patchbay')
  const signer = (before?.members ?? members).find(({ id }) => id === commit.memberId)
  if (!signer || commit.signedBy() !== signer.ed25519) throw refused('signature')
  if (!holdsKey(signer)) throw refused(signer.role === 'removed' ? 'removed' : 'reader')
  if (changes.length === 0) throw refused('empty')
  const { workspaceId, name } = judgeWorkspace(before, signer, texts)
  const key = judgeKey(before, members, texts)
  if (texts.has(MEMBERS)) judgeMembers(before, members, signer, key)
  const signers = texts.has(SIGNERS) ? texts.get(SIGNERS) : before && signersOf(before.members)
  if ((texts.has(SIGNERS) || texts.has(MEMBERS)) && signers !== signersOf(members)) throw refused('signers')
  for (const change of changes) judgeFile(change, key)
  const formerHolders = formerHoldersAfter(before, members)
  return { head: oid, tree: commit.tree, workspaceId, name, members, key, formerHolders }
}

/** Who lost the key, with the last version that they held; not who holds it again, and so can open that one, too. */
function formerHoldersAfter(before: State | null, members: readonly SharedMember[]): Record<string, number> {
  const holders = new Set(members.filter(holdsKey).map(({ id }) => id))
  const lost = before?.members.filter((was) => holdsKey(was) && !holders.has(was.id)) ?? []
  const all = { ...before?.formerHolders, ...Object.fromEntries(lost.map(({ id }) => [id, before?.key.version ?? 0])) }
  return Object.fromEntries(Object.entries(all).filter(([id]) => !holders.has(id)))
}

type Texts = ReadonlyMap<string, string | null>

function readMembers(text: string | null | undefined): SharedMember[] {
  const file = MembersFile.safeParse(readJsonFile(text ?? ''))
  if (!file.success) throw refused('members_form')
  return file.data.members
}

function judgeWorkspace(before: State | null, signer: SharedMember, texts: Texts): Pick<State, 'workspaceId' | 'name'> {
  if (!texts.has(WORKSPACE)) {
    if (!before) throw refused('not_patchbay')
    return before
  }
  const file = WorkspaceFile.safeParse(readJsonFile(texts.get(WORKSPACE) ?? ''))
  if (!file.success) throw refused(before ? 'unreadable' : 'not_patchbay')
  const { format, workspace: workspaceId, name } = file.data
  if (format > FORMAT) throw appError('remote_newer')
  if (before && workspaceId !== before.workspaceId) throw refused('other_workspace')
  if (before && signer.role !== 'owner') throw refused('renamed')
  return { workspaceId, name }
}

function judgeMembers(
  before: State | null,
  members: readonly SharedMember[],
  signer: SharedMember,
  key: KeyFile,
): void {
  if (new Set(members.map(({ id }) => id)).size !== members.length) throw refused('member_twice')
  if (!members.some(({ role }) => role === 'owner')) throw refused('last_owner')
  if (!before) {
    if (signer.role !== 'owner' || members.length !== 1) throw refused('first_owner')
    return
  }
  const isOwner = signer.role === 'owner'
  for (const was of before.members) {
    const is = members.find(({ id }) => id === was.id)
    if (!is) throw refused('member_lost')
    if (isEqual(is, was)) continue
    const isOwnLeave = was.id === signer.id && is.role === 'removed'
    const isOwnName = was.id === signer.id && is.role === was.role
    const isBelow = was.role === 'member' && (is.role === 'member' || is.role === 'removed') && is.x25519 === was.x25519
    if (!isOwner && !isOwnLeave && !isOwnName && !isBelow) throw refused('not_owner')
    if (holdsKey(was) && !holdsKey(is) && key.version === before.key.version) throw refused('no_new_key')
  }
  const added = members.filter(({ id }) => !before.members.some((was) => was.id === id))
  if (!isOwner && added.some(({ role }) => role !== 'member')) throw refused('not_owner')
}

/** Exactly those who may hold the key hold it; no wrapped key is replaced in silence, and old versions stay as they are. */
function judgeKey(before: State | null, members: readonly SharedMember[], texts: Texts): KeyFile {
  const [path, ...others] = [...texts.keys()].filter((one) => one.startsWith('keys/'))
  const was = before?.key
  const file = path === undefined ? was : KeyFile.safeParse(readJsonFile(texts.get(path) ?? '')).data
  if (!file || others.length > 0 || (path !== undefined && path !== keyPath(file.version))) throw refused('key_place')
  const holders = members.filter(holdsKey)
  const isExact = isEqual(Object.keys(file.wraps).sort(), holders.map(({ id }) => id).sort())
  if (!isExact || holders.some(({ id, x25519 }) => file.wraps[id]?.to !== x25519)) throw refused('key_holders')
  if (path === undefined || !was) return file
  if (file.version === was.version) {
    const { wraps: _now, ...rest } = file
    const { wraps: _former, ...restBefore } = was
    const isReplaced = Object.keys(was.wraps).some(
      (id) => file.wraps[id]?.to === was.wraps[id]?.to && !isEqual(file.wraps[id], was.wraps[id]),
    )
    if (isReplaced || !isEqual(rest, restBefore)) throw refused('key_replaced')
  } else if (file.version !== was.version + 1 || file.previous === undefined) throw refused('key_skipped')
  return file
}

function judgeFile({ path, before, after }: FileChange, key: KeyFile): void {
  const place = placeOf(path)
  if (!('id' in place)) {
    if (after === null) throw refused('file_removed')
    return
  }
  if (after === null) return
  if (place.kind === 'connectors' && !readConnectorFile(place.id, after)) throw refused('unreadable')
  if (place.kind === 'conflicts') readConflictsFile(after)
  if (place.kind !== 'secrets') return
  const former = new Set(before === null ? [] : Object.values(readSecretsFile(before)))
  // Somebody who was removed knows the older keys, so what is new must be under the newest one.
  const isOld = (envelope: string) => !former.has(envelope) && envelopeVersion(envelope) !== key.version
  if (Object.values(readSecretsFile(after)).some(isOld)) throw refused('old_key')
}
