import { beforeAll, expect, test } from 'vitest'
import { AppError } from '../../../../../../src/contract/errors.ts'
import {
  connectorPath,
  keyPath,
  MEMBERS,
  SIGNERS,
  toJsonFile,
  WORKSPACE,
} from '../../../../../../src/main/topics/sharing/format/layout.ts'
import { type SharedMember, signersOf } from '../../../../../../src/main/topics/sharing/format/members.ts'
import { createBatch, type Files } from '../../../../../../src/main/topics/sharing/git/batch.ts'
import { FOLDER_MODE, writeTree } from '../../../../../../src/main/topics/sharing/git/objects.ts'
import type { State } from '../../../../../../src/main/topics/sharing/verify/state.ts'
import { verify } from '../../../../../../src/main/topics/sharing/verify/verify.ts'
import { wrapForPerson } from '../../../../../../src/main/secrets/person/keys.ts'
import { generateKey } from '../../../../../../src/main/secrets/keys/data-key.ts'
import {
  createHistory,
  createTestPerson,
  memberOf,
  type TestPerson,
  WORKSPACE_ID,
} from '../../../../../helpers/sharing/history.ts'
import { times } from '../../../../../helpers/long.ts'
import { createRandom, integer, pick } from '../../../../../helpers/random.ts'

const random = createRandom(4711)
const history = createHistory()
const { mirror, commit, commitOf, membersFiles, connectorFiles, put } = history
const [owner, admin, second, reader, former, stranger] = ['Ada', 'Ben', 'Carla', 'Dan', 'Eve', 'Mallory'].map(
  createTestPerson,
) as [TestPerson, TestPerson, TestPerson, TestPerson, TestPerson, TestPerson]
const ids = Array.from({ length: 8 }, (_, index) => `${index}a00000${index}-connector`)
const line: string[] = []
let members: SharedMember[] = []
let start: State
let half: State

const head = () => line.at(-1) ?? ''
const someId = () => pick(random, ids)
const somePlace = () => 3 + integer(random, line.length - 6)

/** A history of Ada and Ben, from which Eve was removed half-way. */
beforeAll(async () => {
  const first = () => new Map(ids.flatMap((id) => [...connectorFiles(id, 'https://a.example')]))
  line.push(await history.begin(owner, first))
  members = [
    memberOf(owner, 'owner'),
    ...[admin, second, former].map((person) => memberOf(person, 'admin')),
    memberOf(reader, 'member'),
  ]
  const add = async (by: TestPerson, files: Files, words?: string) =>
    line.push(await commit(by, files, { parent: head(), ...(words !== undefined && { words }) }))
  await add(owner, new Map([...membersFiles(members), ...history.keyFor(members, { isNew: false })]))
  for (let index = 0; index < 8; index += 1)
    await add(pick(random, [owner, admin]), connectorFiles(someId(), `https://v${index}.example`))
  half = (await verify({ mirror, from: null, to: head() })).state
  members = members.map((member) => (member.id === former.memberId ? memberOf(former, 'removed') : member))
  await add(owner, new Map([...membersFiles(members), ...history.keyFor(members)]))
  for (let index = 0; index < 8; index += 1)
    await add(pick(random, [owner, admin]), connectorFiles(someId(), `https://w${index}.example`))
  start = (await verify({ mirror, from: half, to: head() })).state
})

const edit = (): Files => connectorFiles(someId(), `https://${integer(random, 1e9)}.example`)
const on = (by: TestPerson, files: Files, more: Partial<Parameters<typeof commit>[2]> = {}) =>
  commit(by, files, { parent: head(), ...more })
const text = async (path: string): Promise<string> => (await createBatch(mirror).read(start.tree, path)) ?? ''
/** A commit object as it is, changed as a text. */
const rewritten = async (oid: string, change: (body: string) => string) =>
  put('commit', Buffer.from(change((await mirror.read(oid, 'commit')).toString())))
const ontoHead = (body: string) => body.replace(/^parent .*/m, `parent ${head()}`)
const withRole = (id: string, role: SharedMember['role']): SharedMember[] =>
  members.map((member) => {
    const { removedAt: _, ...rest } = member
    return member.id !== id ? member : { ...rest, role, ...(role === 'removed' && { removedAt: '2026-03-02' }) }
  })
/** Members with the key of the present version wrapped for exactly those who may hold it. */
const withKey = (
  list: readonly SharedMember[],
  change: (file: typeof start.key) => unknown = (file) => file,
): Files => {
  const dataKey = { workspaceId: WORKSPACE_ID, keyId: start.key.keyId, version: start.key.version, key: generateKey() }
  const wraps = Object.fromEntries(
    list
      .filter(({ role }) => role === 'owner' || role === 'admin')
      .map((member) => [member.id, start.key.wraps[member.id] ?? wrapForPerson(dataKey, member)]),
  )
  const file = change({ ...start.key, wraps }) as typeof start.key
  return new Map([...membersFiles(list), [keyPath(file.version), toJsonFile(file)]])
}
/** A commit with entries that no honest program makes, in the root or in a folder of it. */
const withEntries = async (entries: [mode: string, name: string, oid: string][], folder?: string) => {
  const batch = createBatch(mirror)
  const root = new Map(await batch.tree(start.tree))
  const inner = folder === undefined ? root : new Map(await batch.tree(root.get(folder)?.oid ?? ''))
  for (const [mode, name, oid] of entries) inner.set(name, { mode, oid })
  if (folder !== undefined) root.set(folder, { mode: FOLDER_MODE, oid: put('tree', writeTree(inner)) })
  const tree = put('tree', writeTree(root))
  const { writeCommit } = await import('../../../../../../src/main/topics/sharing/format/commit.ts')
  return put('commit', writeCommit(admin, { tree, parent: head(), words: 'A folder\n', at: new Date() }))
}
const blob = (content: string) => put('blob', Buffer.from(content))
const secretsFile = (id: string, envelope: string): Files =>
  new Map([[connectorPath('secrets', id), toJsonFile({ 'auth.token': envelope })]])
const yaml = (id: string) => connectorPath('connectors', id)

/** Only who has seen the present head can notice these. */
const FOR_THE_HEAD = new Set([
  'rewritten by an admin',
  'rewritten by the owner from the root',
  'the last commits left out',
])

const TAMPERINGS: Record<string, () => Promise<string>> = {
  'no signature': () =>
    rewritten(head(), (body) => ontoHead(body).replace(/gpgsig [^]*?-----END SSH SIGNATURE-----\n/, '')),
  'signed by a stranger': () => on(stranger, edit()),
  'a stranger in the name of the owner': () => on({ ...stranger, memberId: owner.memberId, name: owner.name }, edit()),
  'an admin in the name of the owner': () => on({ ...admin, memberId: owner.memberId, name: owner.name }, edit()),
  'signed by somebody who only reads': () => on(reader, edit()),
  'signed by somebody removed': () => on(former, edit()),
  'signed by somebody removed, with a clock set back': () => on(former, edit(), { at: new Date('2001-01-01') }),
  'another folder under an old signature': async () => {
    const { tree } = await commitOf(line[somePlace()] ?? '')
    return rewritten(head(), (body) => ontoHead(body).replace(/^tree .*/, `tree ${tree}`))
  },
  'an old commit once more': () => rewritten(line[somePlace()] ?? '', ontoHead),
  'words changed': () => rewritten(head(), (body) => `${body.trimEnd()}.\n`),
  'time changed': () => rewritten(head(), (body) => body.replaceAll(/ \d{9,10} \+0000/g, ' 1700000000 +0000')),
  'author is somebody else': () =>
    rewritten(head(), (body) => body.replace(/^author .*?>/m, `author Dan <${reader.memberId}@patchbay>`)),
  'signed for another purpose': () => on(admin, edit(), { namespace: 'file' }),
  'more behind the signature': () => rewritten(head(), (body) => body.replace('\n -----END', '\n AAAA\n -----END')),
  'another spelling of the signature': () =>
    rewritten(head(), (body) =>
      body
        .replace(/=\n -----END/, 'A\n -----END')
        .replace('gpgsig -----BEGIN SSH SIGNATURE-----\n ', 'gpgsig -----BEGIN SSH SIGNATURE-----\n \n '),
    ),
  'two signatures': () =>
    rewritten(head(), (body) => body.replace(/(gpgsig [^]*?-----END SSH SIGNATURE-----\n)/, '$1$1')),
  'another header': () => rewritten(head(), (body) => body.replace('\ngpgsig', '\nencoding latin1\ngpgsig')),
  'a header behind the signature': () =>
    rewritten(head(), (body) => body.replace('SIGNATURE-----\n\n', 'SIGNATURE-----\nencoding latin1\n\n')),
  'a merge': () => rewritten(head(), (body) => body.replace(/^(parent .*)/m, `$1\nparent ${line[3]}`)),
  'another time zone': () => rewritten(head(), (body) => body.replaceAll(' +0000', ' +0100')),
  'two commits in another order': async () => {
    const [before, one, other] = line.slice(-3)
    const first = await rewritten(other ?? '', (body) => body.replace(/^parent .*/m, `parent ${before}`))
    return rewritten(one ?? '', (body) => body.replace(/^parent .*/m, `parent ${first}`))
  },
  'a commit left out': async () => {
    const place = somePlace()
    let parent = line[place - 1] ?? ''
    for (const oid of line.slice(place + 1)) {
      const present = parent
      parent = await rewritten(oid, (body) => body.replace(/^parent .*/m, `parent ${present}`))
    }
    return parent
  },
  'the last commits left out': () => Promise.resolve(line.at(-2 - integer(random, 4)) ?? ''),
  'rewritten by an admin': () => on(admin, edit(), { parent: line.at(-2 - integer(random, 4)) ?? '' }),
  'rewritten by the owner from the root': () => on(owner, edit(), { parent: line[0] ?? '' }),
  'another root by the owner': async () => {
    const { writeCommit } = await import('../../../../../../src/main/topics/sharing/format/commit.ts')
    return put('commit', writeCommit(owner, { tree: start.tree, parent: null, words: 'Shared\n', at: new Date() }))
  },
  'nothing changed': () => on(admin, new Map()),
  'a change twice': async () => {
    const words = 'x\n\nChange: same-1\n'
    const one = await on(admin, connectorFiles(ids[0] ?? '', 'https://one.example'), { words })
    return on(admin, connectorFiles(ids[0] ?? '', 'https://two.example'), { words, parent: one })
  },
  'an admin becomes owner': () => on(admin, membersFiles(withRole(admin.memberId, 'owner'))),
  'an admin adds an admin': () => on(admin, withKey([...members, memberOf(stranger, 'admin')])),
  'an admin adds an owner': () => on(admin, withKey([...members, memberOf(stranger, 'owner')])),
  'an admin removes an admin': () =>
    on(
      admin,
      withKey(withRole(second.memberId, 'removed'), (file) => ({ ...file, version: file.version + 1 })),
    ),
  'an admin removes the owner': () =>
    on(
      admin,
      withKey(withRole(owner.memberId, 'removed'), (file) => ({ ...file, version: file.version + 1 })),
    ),
  'an admin makes an admin of a reader': () => on(admin, withKey(withRole(reader.memberId, 'admin'))),
  'an admin takes the keys of another': () =>
    on(
      admin,
      membersFiles(members.map((one) => (one.id === second.memberId ? { ...one, ed25519: stranger.ed25519 } : one))),
    ),
  'an admin wraps for another key of an admin': () =>
    on(admin, withKey(members.map((one) => (one.id === second.memberId ? { ...one, x25519: stranger.x25519 } : one)))),
  'an admin lets a removed person back': () => on(admin, withKey(withRole(former.memberId, 'admin'))),
  'a reader makes itself an admin': () => on(reader, withKey(withRole(reader.memberId, 'admin'))),
  'the last owner goes': () => on(owner, withKey(withRole(owner.memberId, 'removed'))),
  'removed without a new key': () => on(owner, withKey(withRole(second.memberId, 'removed'))),
  'a member is taken out of the list': () =>
    on(owner, membersFiles(members.filter(({ id }) => id !== reader.memberId))),
  'a removed member is taken out of the list': () =>
    on(owner, membersFiles(members.filter(({ id }) => id !== former.memberId))),
  'a member twice': () => on(owner, membersFiles([...members, memberOf(reader, 'member')])),
  'a member with the id of another key': () =>
    on(owner, membersFiles([...members, { ...memberOf(stranger, 'member'), id: 'a'.repeat(32) }])),
  'a key wrapped for a stranger': () =>
    on(
      admin,
      withKey(members, (file) => ({
        ...file,
        wraps: { ...file.wraps, [stranger.memberId]: file.wraps[admin.memberId] },
      })),
    ),
  'a key taken from an admin': () =>
    on(
      admin,
      withKey(members, ({ wraps: { [second.memberId]: _, ...wraps }, ...file }) => ({ ...file, wraps })),
    ),
  'a wrapped key replaced': () =>
    on(
      admin,
      withKey(members, (file) => ({
        ...file,
        wraps: {
          ...file.wraps,
          [second.memberId]: wrapForPerson(
            { workspaceId: WORKSPACE_ID, keyId: 'x', version: 2, key: generateKey() },
            second,
          ),
        },
      })),
    ),
  'the check of the key replaced': () =>
    on(
      owner,
      withKey(members, (file) => ({ ...file, check: 'x' })),
    ),
  'an old key changed': async () =>
    on(owner, new Map([[keyPath(1), (await text(keyPath(1))).replace('"version": 1', '"version": 1 ')]])),
  'an old key removed': () => on(owner, new Map([[keyPath(1), null]])),
  'a key version skipped': () =>
    on(
      owner,
      withKey(members, (file) => ({ ...file, version: file.version + 2 })),
    ),
  'a key that does not open the one before': () =>
    on(
      owner,
      withKey(members, ({ previous: _, ...file }) => ({ ...file, version: file.version + 1 })),
    ),
  'two keys at once': () =>
    on(
      owner,
      new Map([
        ...withKey(members, (file) => ({ ...file, version: 3 })),
        ...withKey(members, (file) => ({ ...file, version: 4 })),
      ]),
    ),
  'signers say something else': async () =>
    on(owner, new Map([[SIGNERS, `${await text(SIGNERS)}x@patchbay ssh-ed25519 AAAA\n`]])),
  'signers for other members': () =>
    on(
      owner,
      new Map([
        [MEMBERS, toJsonFile({ members })],
        [SIGNERS, signersOf([])],
      ]),
    ),
  'a secret under the old key': () => on(admin, secretsFile(ids[0] ?? '', history.envelope(ids[0] ?? '', 'x', 1))),
  'a secret in clear': () => on(admin, secretsFile(someId(), 'in clear')),
  'secrets in another spelling': () =>
    on(
      admin,
      new Map([
        [connectorPath('secrets', ids[0] ?? ''), JSON.stringify({ 'auth.token': history.envelope(ids[0] ?? '', 'x') })],
      ]),
    ),
  'a connector that is another': async () => on(admin, new Map([[yaml(ids[0] ?? ''), await text(yaml(ids[1] ?? ''))]])),
  'a name twice in the YAML': async () =>
    on(admin, new Map([[yaml(ids[2] ?? ''), `${await text(yaml(ids[2] ?? ''))}status: "inactive"\n`]])),
  'YAML with an alias': async () =>
    on(admin, new Map([[yaml(ids[2] ?? ''), (await text(yaml(ids[2] ?? ''))).replace('status: "', 'status: &a "')]])),
  'YAML with CRLF': async () =>
    on(admin, new Map([[yaml(ids[2] ?? ''), (await text(yaml(ids[2] ?? ''))).replaceAll('\n', '\r\n')]])),
  'conflicts that are none': () =>
    on(admin, new Map([[connectorPath('conflicts', someId()), toJsonFile({ name: 'x' })]])),
  'another workspace': () =>
    on(owner, new Map([[WORKSPACE, toJsonFile({ format: 1, workspace: 'other', name: 'Acme' })]])),
  'renamed by an admin': () =>
    on(admin, new Map([[WORKSPACE, toJsonFile({ format: 1, workspace: WORKSPACE_ID, name: 'Mine' })]])),
  'the list of members removed': () => on(owner, new Map([[MEMBERS, null]])),
  'the workspace file removed': () => on(owner, new Map([[WORKSPACE, null]])),
  'a file that is too big': () => on(admin, new Map([[yaml(ids[0] ?? ''), `id: "${'x'.repeat(1 << 20)}"\n`]])),
  'a file that is no text': () => withEntries([['100644', 'signers', put('blob', Buffer.from([255, 254]))]]),
  '.gitattributes with a filter': () => on(admin, new Map([['.gitattributes', '* filter=x\n']])),
  '.gitmodules': () => on(admin, new Map([['.gitmodules', '[submodule "x"]\n']])),
  'a folder more': () => on(admin, new Map([['connectors/ab/cd/x.yaml', 'x']])),
  'a folder of another id': async () =>
    on(admin, new Map([[`connectors/zz/${ids[0]}.yaml`, await text(yaml(ids[0] ?? ''))]])),
  'a link': () => withEntries([['120000', 'link', blob('/etc/passwd')]]),
  'a link in place of a file': () => withEntries([['120000', 'signers', blob('/etc/passwd')]]),
  'a program': () => withEntries([['100755', 'signers', blob('x')]]),
  'another repository inside': () => withEntries([['160000', 'sub', head()]]),
  'a way out': () => withEntries([[FOLDER_MODE, '..', start.tree]], 'connectors'),
  '.git inside': () => withEntries([[FOLDER_MODE, pick(random, ['.git', '.GIT', 'git~1', '.g\u200cit']), start.tree]]),
  'a name for Windows': () =>
    withEntries([['100644', pick(random, ['con', 'aux.yaml', 'x:y', 'a\\b', 'a.yaml.']), blob('x')]], 'connectors'),
  'an empty folder': () => withEntries([[FOLDER_MODE, 'empty', put('tree', Buffer.alloc(0))]]),
  'a file in place of a folder': () => withEntries([['100644', 'connectors', blob('x')]]),
  'an object that is missing': () => withEntries([['100644', 'signers', 'a'.repeat(40)]]),
}

test('no tampered history is accepted by somebody who has seen all of it, half of it or nothing yet', async () => {
  const kinds = Object.entries(TAMPERINGS)
  expect(kinds.length).toBeGreaterThan(59)
  const accepted: string[] = []
  for (let round = 0; round < times(1, 7); round += 1)
    for (const [kind, make] of kinds) {
      const to = await make()
      const from = FOR_THE_HEAD.has(kind) ? start : (pick(random, [start, half, null]) ?? null)
      const expected = { workspaceId: WORKSPACE_ID, root: line[0] ?? '' }
      const end = await verify({ mirror, from, to, expected }).catch((error: unknown) => error)
      if (!(end instanceof AppError) || end.reason !== 'history_refused') accepted.push(`${kind}: ${String(end)}`)
    }
  expect(accepted).toEqual([])
})

test('a newer format is refused with the way out, and the honest history is accepted from every place', async () => {
  const newer = await on(
    owner,
    new Map([[WORKSPACE, toJsonFile({ format: 2, workspace: WORKSPACE_ID, name: 'Acme' })]]),
  )
  await expect(verify({ mirror, from: start, to: newer })).rejects.toMatchObject({ reason: 'remote_newer' })
  for (const from of [null, half]) expect((await verify({ mirror, from, to: head() })).state).toEqual(start)
})

test('a refusal names the commit, its words and whose name it bears', async () => {
  const bad = await on(reader, edit(), { words: 'Harmless\n\nChange: x\n' })
  await expect(verify({ mirror, from: start, to: bad })).rejects.toMatchObject({
    values: { why: 'reader', commit: bad.slice(0, 10), by: 'Dan', words: 'Harmless' },
  })
})

test('owners add people, give roles and rotate, admins add and remove readers, and people go themselves', async () => {
  const added = [...members, memberOf(stranger, 'member')]
  const one = await on(admin, membersFiles(added))
  const two = await on(
    admin,
    membersFiles(added.map((member) => (member.id === reader.memberId ? memberOf(reader, 'removed') : member))),
    { parent: one },
  )
  const third = await on(owner, new Map([...membersFiles(added), ...history.keyFor(added)]), { parent: two })
  const { state } = await verify({ mirror, from: start, to: third })
  expect(state.key.version).toBe(3)
  expect(state.members.map(({ name, role }) => `${name} ${role}`)).toContain('Mallory member')
})
