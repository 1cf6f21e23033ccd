import { randomUUID } from 'node:crypto'
import { type Commit, readCommit, type Signer, writeCommit } from '../../../src/main/topics/sharing/format/commit.ts'
import { filesOf } from '../../../src/main/topics/sharing/format/connector-files.ts'
import { toKeyFile } from '../../../src/main/topics/sharing/format/key-file.ts'
import { keyPath, MEMBERS, SIGNERS, toJsonFile, WORKSPACE } from '../../../src/main/topics/sharing/format/layout.ts'
import {
  type KeyFile,
  memberIdOf,
  type SharedMember,
  type SharedRole,
  signersOf,
} from '../../../src/main/topics/sharing/format/members.ts'
import { createBatch, type Files } from '../../../src/main/topics/sharing/git/batch.ts'
import type { Mirror } from '../../../src/main/topics/sharing/git/mirror.ts'
import { EMPTY_TREE, type GitObject, type ObjectKind, oidOf } from '../../../src/main/topics/sharing/git/objects.ts'
import { refused } from '../../../src/main/topics/sharing/verify/refusal.ts'
import { type DataKey, generateKey } from '../../../src/main/secrets/keys/data-key.ts'
import { sealUnder } from '../../../src/main/secrets/keys/open-keys.ts'
import { generatePersonKeys, publicKeysOf, signBytes } from '../../../src/main/secrets/person/keys.ts'

export const WORKSPACE_ID = 'workspace-1'

/** Somebody with keys of their own. */
export interface TestPerson extends Signer {
  x25519: string
}

export function createTestPerson(name: string): TestPerson {
  const keys = generatePersonKeys()
  const { ed25519, x25519 } = publicKeysOf(keys)
  return { memberId: memberIdOf(ed25519), name, ed25519, x25519, sign: (bytes) => signBytes(keys, bytes) }
}

export const memberOf = ({ memberId, name, ed25519, x25519 }: TestPerson, role: SharedRole): SharedMember => ({
  ...{ id: memberId, name, role, x25519, ed25519 },
  ...(role === 'removed' && { removedAt: '2026-03-01T09:00:00.000Z' }),
})

/** Objects in memory, as git keeps them. */
function createObjects() {
  const objects = new Map<string, GitObject>()
  const mirror: Pick<Mirror, 'read'> = {
    read: (oid, kind) => {
      const object = objects.get(oid)
      return object?.kind === kind ? Promise.resolve(object.body) : Promise.reject(refused('damaged'))
    },
  }
  const put = (kind: ObjectKind, body: Buffer): string => {
    const object = { kind, body }
    objects.set(oidOf(object), object)
    return oidOf(object)
  }
  return {
    objects,
    mirror,
    put,
    keep: (more: ReadonlyMap<string, GitObject>) => {
      for (const [oid, object] of more) objects.set(oid, object)
    },
  }
}

/** Writes a history commit by commit, as its people or an attacker would: nothing is checked here. */
export function createHistory() {
  const { objects, mirror, put, keep } = createObjects()
  const keys: DataKey[] = []
  const keyFiles: KeyFile[] = []

  const commitOf = async (oid: string): Promise<Commit> => readCommit(await mirror.read(oid, 'commit'))

  const commit = async (
    by: Signer,
    files: Files,
    { parent, words = `Changed something ${randomUUID()}\n`, at = new Date('2026-03-01'), namespace }: CommitOptions,
  ): Promise<string> => {
    const batch = createBatch(mirror)
    const tree = await batch.write(parent === null ? EMPTY_TREE : (await commitOf(parent)).tree, files)
    keep(batch.objects)
    return put('commit', writeCommit(by, { tree, parent, words, at }, namespace))
  }

  /** The next version of the data key for these members, as files of a commit. */
  const keyFor = (members: readonly SharedMember[], { isNew = true } = {}): Map<string, string | null> => {
    const present = keys.at(-1)
    const former = keyFiles.at(-1)
    const version = isNew ? (present?.version ?? 0) + 1 : (present?.version ?? 1)
    const dataKey =
      isNew || !present ? { workspaceId: WORKSPACE_ID, keyId: randomUUID(), version, key: generateKey() } : present
    const file = toKeyFile(dataKey, members, {
      ...(isNew && present && { previous: present }),
      ...(!isNew && former && { former }),
    })
    if (isNew) keys.push(dataKey)
    keyFiles.push(file)
    return new Map([[keyPath(version), toJsonFile(file)]])
  }

  const membersFiles = (members: readonly SharedMember[]): Map<string, string | null> =>
    new Map([
      [MEMBERS, toJsonFile({ members })],
      [SIGNERS, signersOf(members)],
    ])

  const envelope = (id: string, value: string, version = keys.at(-1)?.version ?? 1): string => {
    const dataKey = keys.find((key) => key.version === version)
    if (!dataKey) throw new Error(`There is no key ${version}`)
    return sealUnder(dataKey, { connectorId: id, path: 'auth.token' }, value)
  }

  /** The files of a connector whose secret has this value. */
  const connectorFiles = (id: string, site: string, secret = envelope(id, site)): Map<string, string | null> => {
    const fields = {
      ...{ name: `Connector ${id.slice(0, 8)}`, catalog_key: 'wordpress', status: 'active', tags: [] },
      ...{ description: '', colour: null, pinned: false, secrets_expire: null },
      ...{ 'config/site_url': site, 'secrets/auth.token': secret },
    }
    return new Map(filesOf(id, { fields, conflicts: {} }))
  }

  return {
    ...{ objects, mirror, put, keep, commit, commitOf, keyFor, membersFiles, envelope, connectorFiles },
    keyFile: (): KeyFile => keyFiles.at(-1)!,
    /** The first commit of a workspace; `more` is called once its key is made. */
    begin: (owner: TestPerson, more: () => Files = () => new Map()): Promise<string> => {
      const members = [memberOf(owner, 'owner')]
      const head: [string, string] = [WORKSPACE, toJsonFile({ format: 1, workspace: WORKSPACE_ID, name: 'Acme' })]
      const files = new Map<string, string | null>([head, ...membersFiles(members), ...keyFor(members), ...more()])
      return commit(owner, files, { parent: null, words: 'Shared Acme\n' })
    },
  }
}

interface CommitOptions {
  parent: string | null
  words?: string
  at?: Date
  namespace?: string
}
