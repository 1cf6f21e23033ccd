import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import { appError } from '../../../contract/errors.ts'
import type { Clock } from '../../core/ports.ts'
import { type DataKey, fromKeychainText, generateKey } from '../../secrets/keys/data-key.ts'
import type { PersonIdentity } from '../../secrets/person/identity.ts'
import type { Vault } from '../../secrets/vault.ts'
import { writeCommit } from './format/commit.ts'
import { keyPath, toJsonFile } from './format/layout.ts'
import { toKeyFile } from './format/key-file.ts'
import { holdsKey, memberFiles, memberIdOf, type SharedMember } from './format/members.ts'
import { createBatch } from './git/batch.ts'
import type { Mirrors } from './mirrors.ts'
import type { SharingRows } from './rows.ts'
import type { Sync } from './sync.ts'

/** The people and the key of shared workspaces, as the topics see them that change them. */
export interface SharedMembership {
  isShared(workspaceId: string): boolean
  /** Puts somebody on the list, with the key where they may have it; answers where to join. */
  add(workspaceId: string, person: PersonIdentity, role: MemberRole): Promise<{ remote: string; root: string }>
  /** Somebody by the key that they sign with. A new key is made where they held it and may not any more. */
  setRole(workspaceId: string, person: KnownByKey, role: MemberRole, passphrase?: Passphrase): Promise<void>
  remove(workspaceId: string, person: KnownByKey, passphrase?: Passphrase): Promise<void>
  /**
   * Makes the next version of the key. Here and above, the recovery passphrase opens a new key only where it is given. Throws
   * `invalid` for a wrong one before anything is done.
   */
  rotate(workspaceId: string, passphrase?: Passphrase): Promise<void>
}

interface KnownByKey {
  ed25519: string
  name: string
}

/** How the key follows a change of people. */
interface KeyChange {
  mustRotate?: boolean
  passphrase?: Passphrase | undefined
}

interface Deps {
  sharingRows: SharingRows
  sync: Sync
  mirrors: Mirrors
  vault: Pick<Vault, 'share' | 'status' | 'open' | 'setPassphrase'>
  clock: Clock
}

const MOST_RACES = 10
const PAUSE_MS = 100

/**
 * Changes of people and keys, which never wait in the outbox: each is decided on what is true in the repository now, and
 * decided again after a lost race.
 */
export function createMembership({ sharingRows, sync, mirrors, vault, clock }: Deps): SharedMembership {
  const change = (
    workspaceId: string,
    words: string,
    edit: (members: readonly SharedMember[]) => SharedMember[],
    { mustRotate = false, passphrase }: KeyChange = {},
  ): Promise<void> =>
    sync.inTurn(workspaceId, async () => {
      if (passphrase !== undefined && vault.status(workspaceId).slots.includes('passphrase'))
        await vault.open(workspaceId, passphrase)
      for (let race = 0; race < MOST_RACES; race += 1) {
        await sync.syncNow(workspaceId)
        const { state, remote } = sync.find(workspaceId)
        const mirror = mirrors.of(workspaceId, remote)
        const signer = await sync.signer(workspaceId)
        const members = edit(state.members)
        const losesKey = state.members.some(
          (was) => holdsKey(was) && !members.some((is) => is.id === was.id && holdsKey(is)),
        )
        const present = await presentKey(workspaceId)
        const rotates = mustRotate || losesKey
        const dataKey: DataKey = rotates
          ? { workspaceId, keyId: randomUUID(), version: present.version + 1, key: generateKey() }
          : present
        const file = toKeyFile(dataKey, members, rotates ? { previous: present } : { former: state.key })
        const files = new Map([...memberFiles(members), [keyPath(dataKey.version), toJsonFile(file)]])
        const batch = createBatch(mirror)
        const tree = await batch.write(state.tree, files)
        if (tree === state.tree) return
        const commit = { tree, parent: state.head, words: `${words}\n`, at: clock() }
        const head = batch.put('commit', writeCommit(signer, commit))
        await mirror.keep(batch.objects)
        if ((await mirror.push(head)) === 'raced') {
          await pause(Math.random() * PAUSE_MS)
          continue
        }
        await sync.adopt(workspaceId, head)
        if (rotates && passphrase !== undefined) await vault.setPassphrase(workspaceId, passphrase)
        return
      }
      throw appError('remote_busy')
    })

  const presentKey = async (workspaceId: string): Promise<DataKey> => {
    const { keyId, version, text } = await vault.share(workspaceId)
    const key = fromKeychainText(text)
    if (!key) throw appError('closed')
    return { workspaceId, keyId, version, key }
  }

  const withRole = (member: SharedMember, role: SharedMember['role']): SharedMember => {
    const { removedAt: _, ...rest } = member
    return { ...rest, role, ...(role === 'removed' && { removedAt: clock().toISOString() }) }
  }

  const put = (
    workspaceId: string,
    { ed25519 }: KnownByKey,
    { role, words, passphrase }: { role: SharedMember['role']; words: string; passphrase: Passphrase | undefined },
  ) => {
    const id = memberIdOf(ed25519)
    const edit = (members: readonly SharedMember[]) =>
      members.map((member) => (member.id === id && member.role !== role ? withRole(member, role) : member))
    return change(workspaceId, words, edit, { passphrase })
  }

  return {
    isShared: sharingRows.isShared,

    add: async (workspaceId, { name, x25519, ed25519 }, role) => {
      const id = memberIdOf(ed25519)
      await change(workspaceId, `Added ${name} as ${role}`, (members) => [
        ...members.filter((member) => member.id !== id || member.role === role),
        ...(members.some((member) => member.id === id && member.role === role)
          ? []
          : [{ id, name, role, x25519, ed25519 }]),
      ])
      const { remote, root } = sync.find(workspaceId)
      return { remote, root }
    },

    setRole: (workspaceId, person, role, passphrase) =>
      put(workspaceId, person, { role, words: `Made ${person.name} ${role}`, passphrase }),
    remove: (workspaceId, person, passphrase) =>
      put(workspaceId, person, { role: 'removed', words: `Removed ${person.name}`, passphrase }),
    rotate: (workspaceId, passphrase) =>
      change(workspaceId, 'Rotated the key', (members) => [...members], { mustRotate: true, passphrase }),
  }
}
