import type { Vault } from '../../secrets/vault.ts'
import type { MemberRows } from '../people/member-rows.ts'
import { keyPath, readJsonFile } from './format/layout.ts'
import { KeyFile, memberIdOf, type SharedMember } from './format/members.ts'
import type { Batch } from './git/batch.ts'
import type { State } from './verify/state.ts'
import { refused } from './verify/refusal.ts'

interface Deps {
  vault: Pick<Vault, 'person' | 'receive' | 'forgetPerson'>
  memberRows: Pick<MemberRows, 'ofKey' | 'find' | 'put' | 'remove'>
}

/** The key files of some versions. */
export async function keyFilesOf(batch: Batch, tree: string, versions: readonly number[]): Promise<KeyFile[]> {
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

  const personOf = ({ id, name, x25519, ed25519 }: SharedMember, now: string): string =>
    memberRows.ofKey({ id, name, x25519, ed25519, createdAt: now })

  return {
    /** Who this person is in the repositories; null before they have keys. */
    myId,

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
