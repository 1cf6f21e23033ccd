import { appError } from '../../../contract/errors.ts'
import { type DataKey, passesCheck } from '../../secrets/keys/data-key.ts'
import { wrapForPerson } from '../../secrets/person/keys.ts'
import type { Vault } from '../../secrets/vault.ts'
import type { MemberRows } from '../people/member-rows.ts'
import { fromKeyFile, previousKey } from './format/key-file.ts'
import { keyPath, readJsonFile } from './format/layout.ts'
import { KeyFile, memberIdOf, type SharedMember } from './format/members.ts'
import type { Batch } from './git/batch.ts'
import type { State } from './verify/state.ts'
import { refused } from './verify/refusal.ts'

interface Deps {
  vault: Pick<Vault, 'person' | 'receive' | 'forgetPerson'>
  memberRows: Pick<MemberRows, 'ofKey' | 'find' | 'put' | 'remove'>
}

/** The key files of all versions that a folder has, oldest first. */
export async function allKeyFiles(batch: Batch, tree: string): Promise<KeyFile[]> {
  const folder = (await batch.tree(tree)).get('keys')
  const names = folder ? [...(await batch.tree(folder.oid)).keys()] : []
  const versions = names.map((name) => Number.parseInt(name, 10)).sort((one, other) => one - other)
  return Promise.all(
    versions.map(async (version) => {
      const file = KeyFile.safeParse(readJsonFile((await batch.read(tree, keyPath(version))) ?? ''))
      if (!file.success) throw refused('key_place')
      return file.data
    }),
  )
}

/** Brings people, roles and keys of a shared workspace to this computer; call inside a transaction. */
export function createSharedPeople({ vault, memberRows }: Deps) {
  const myId = (): string | null => {
    const keys = vault.person.publicKeys()
    return keys && memberIdOf(keys.ed25519)
  }

  /** The keys of all versions that the person may have, oldest first. */
  const keysOf = (workspaceId: string, files: readonly KeyFile[]): DataKey[] => {
    const memberId = myId() ?? ''
    const own = vault.person.peek()
    const keys: DataKey[] = []
    for (const [index, file] of [...files].reverse().entries()) {
      const [newer] = keys
      const newerFile = files[files.length - index]
      const key: DataKey | null =
        newer && newerFile ? previousKey(newer, newerFile, file) : own && fromKeyFile(workspaceId, file, memberId, own)
      if (!key || !passesCheck(key, file.check)) throw appError('shared_key')
      keys.unshift(key)
    }
    return keys
  }

  const personOf = ({ id, name, x25519, ed25519 }: SharedMember, now: string): string =>
    memberRows.ofKey({ id, name, x25519, ed25519, createdAt: now })

  return {
    /** Who this person is in the repositories; null before they have keys. */
    myId,

    /** The files with the older keys wrapped for this person too, for whom only the newest is. Their own keys must be open. */
    withOlderKeys: (workspaceId: string, files: readonly KeyFile[]): KeyFile[] => {
      const keys = keysOf(workspaceId, files)
      const own = vault.person.publicKeys()
      return files.map((file, index) => {
        const key = keys[index]
        return key && own ? { ...file, wraps: { ...file.wraps, [myId() ?? '']: wrapForPerson(key, own) } } : file
      })
    },

    receiveMembers: (workspaceId: string, { members }: State, now: string): void => {
      for (const member of members) {
        const personId = personOf(member, now)
        if (member.role !== 'removed') {
          memberRows.put(workspaceId, personId, member.role, now)
          if (member.role === 'member') vault.forgetPerson(workspaceId, personId)
          continue
        }
        if (!memberRows.find(workspaceId, personId)) continue
        vault.forgetPerson(workspaceId, personId)
        // What somebody has here stays readable for them.
        if (member.id === myId()) memberRows.put(workspaceId, personId, 'member', now)
        else memberRows.remove(workspaceId, personId)
      }
    },

    /** Oldest first; the last one encrypts from now on. */
    receiveKeys: (workspaceId: string, { members }: State, files: readonly KeyFile[], now: string): void => {
      for (const { keyId, version, check, wraps } of files) {
        const slots = members.flatMap((member) => {
          const params = Object.hasOwn(wraps, member.id) ? wraps[member.id] : undefined
          return params ? [{ personId: personOf(member, now), params }] : []
        })
        vault.receive(workspaceId, { keyId, version, check, slots })
      }
    },
  }
}

export type SharedPeople = ReturnType<typeof createSharedPeople>
