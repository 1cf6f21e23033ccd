import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { group } from '../../src/contract/define.ts'
import { WorkspaceId } from '../../src/contract/common.ts'
import { appError, type Reply } from '../../src/contract/errors.ts'
import type { MemberRole } from '../../src/contract/groups/workspaces.ts'
import { inputsOf, PROCEDURES } from '../faults/inputs.ts'
import { refusal } from '../helpers/errors.ts'
import { times } from '../helpers/long.ts'
import { wordpress } from '../helpers/samples.ts'
import { addMember, addPerson, ben, createTestApp, type TestApp } from '../helpers/test-app.ts'

const ROLES = ['member', 'admin', 'owner'] as const
const UNKNOWN = appError('no_workspace').toBody()

/** Every field of an input that names a workspace, by its path, with the role that it takes. */
const fieldsOf = (name: string): Record<string, string> => {
  const { role, roles, input } = PROCEDURES[name]!
  return { ...('workspaceId' in input.shape && { workspaceId: role }), ...roles }
}

/** An input with an id at a path, where `*` stands for the items of a list. */
const put = (value: unknown, [head, ...tail]: string[], id: string): unknown => {
  if (head === undefined) return id
  if (head === '*') return [...(Array.isArray(value) ? value.slice(0, 1) : []), put({}, tail, id)]
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return { ...object, [head]: put(object[head], tail, id) }
}

/** An input without what names a workspace, so only the field that a case is about does. */
const without = (value: unknown, [head, ...tail]: string[]): unknown => {
  if (head === '*')
    return Array.isArray(value) ? value.flatMap((item) => (tail.length === 0 ? [] : [without(item, tail)])) : value
  if (typeof value !== 'object' || value === null || head === undefined) return value
  const { [head]: inner, ...others } = value as Record<string, unknown>
  return tail.length === 0 || inner === undefined ? others : { ...others, [head]: without(inner, tail) }
}

let program: TestApp
/** Two workspaces of somebody else. */
let target: string
let own: string
let accounts = 0
const account = { id: '', name: 'Somebody' }

beforeAll(async () => {
  account.id = 'founder'
  program = createTestApp({ identity: account })
  target = (await program.api.workspaces.create({ name: 'Acme' })).id
  own = (await program.api.workspaces.create({ name: 'Globex' })).id
  await program.api.connectors.install({ workspaceId: target, ...wordpress })
})
afterAll(() => program.app.close())

/** The next calls come from an account that nobody has seen before, with these roles. */
const become = (memberships: Record<string, MemberRole | null>) => {
  // A call before may have archived or deleted a workspace, as it should.
  program.store.sqlite.exec('UPDATE workspaces SET archived_at = NULL, deleted_at = NULL')
  account.id = `account ${(accounts += 1)}`
  addPerson(program.store, account)
  for (const [workspaceId, role] of Object.entries(memberships))
    if (role) addMember(program.store, workspaceId, account, role)
}

const errorOf = (reply: Reply) => (reply.ok ? null : reply.error)
const call = async (name: string, input: unknown) => errorOf(await program.app.dispatch(name, input))
/** What the door made of a call; what comes of one that passed is not its business, as where a path comes from. */
const verdictOf = (error: { code: string; message: string; reason?: string } | null) =>
  error?.code === 'forbidden' &&
  !['path_from_elsewhere', 'folder_from_elsewhere', 'settings_elsewhere'].includes(error.reason ?? '')
    ? 'forbidden'
    : error?.message === UNKNOWN.message
      ? 'unknown'
      : 'passed'

/** What the door must make of a call by somebody with this role. */
const verdictFor = (role: MemberRole | null, needed: string) =>
  needed === 'anyone' || (needed !== 'founder' && role && ROLES.indexOf(role) >= ROLES.indexOf(needed as MemberRole))
    ? 'passed'
    : 'forbidden'

/** Each call of these frees all memory that is not in use, which takes half a second here, so `npm test` makes fewer. */
const LOCKS = new Set(['keys.lock', 'members.leave'])

const cases = Object.keys(PROCEDURES).flatMap((name) =>
  Object.entries(fieldsOf(name)).map(([field, needed]) => ({ name, field, needed })),
)

test.each(cases)('$name takes the role $needed in the workspace of $field', async ({ name, field, needed }) => {
  const path = field.split('.')
  const others = Object.keys(fieldsOf(name)).filter((other) => other !== field && other !== 'workspaceId')
  const inputFor = (example: unknown, id: string) => {
    const alone = others.reduce((input, other) => without(input, other.split('.')), example)
    return put('workspaceId' in fieldsOf(name) ? put(alone, ['workspaceId'], own) : alone, path, id)
  }
  // Nothing but the role decides: neither what else is in the input nor whether it is valid.
  const inputs = fc.sample(fc.oneof(inputsOf(name), fc.dictionary(fc.string(), fc.jsonValue())), {
    numRuns: LOCKS.has(name) ? times(1, 4) : 4,
    seed: 1,
  })
  for (const input of inputs) {
    become({ [own]: 'owner' })
    expect(await call(name, inputFor(input, target))).toEqual(UNKNOWN)
    expect(await call(name, inputFor(input, 'no-such-workspace'))).toEqual(UNKNOWN)
    for (const role of ROLES) {
      become({ [own]: 'owner', [target]: role })
      const verdict = verdictOf(await call(name, inputFor(input, target)))
      expect([role, verdict]).toEqual([role, verdictFor(role, needed)])
    }
  }
})

const unscoped = Object.keys(PROCEDURES)
  .filter((name) => !('workspaceId' in fieldsOf(name)) && PROCEDURES[name]!.needs !== 'window')
  .map((name) => ({ name, needed: PROCEDURES[name]!.role }))

test.each(unscoped)('$name, which works in no one workspace, is for $needed', async ({ name, needed }) => {
  const input = Object.keys(fieldsOf(name)).reduce<unknown>(
    (input, field) => without(input, field.split('.')),
    fc.sample(inputsOf(name), { numRuns: 1, seed: 1 })[0],
  )
  for (const role of [null, ...ROLES]) {
    become({ [target]: role })
    expect([role, verdictOf(await call(name, input))]).toEqual([role, verdictFor(role, needed)])
    // Who owns a workspace that they have made themselves has no more say in what all workspaces share.
    become({ [target]: role, [own]: 'owner' })
    expect([role, 'owner', verdictOf(await call(name, input))]).toEqual([role, 'owner', verdictFor('owner', needed)])
  }
  account.id = 'founder'
  expect(verdictOf(await call(name, input))).toBe('passed')
})

test('what all workspaces share is changed by the person who created the data directory alone', async () => {
  const shared = unscoped.filter(({ needed }) => needed === 'founder').map(({ name }) => name)
  expect(shared.sort()).toEqual([
    'activity.installation',
    'backups.restore',
    'backups.startOver',
    'catalog.import',
    'catalog.remove',
    'settings.chooseCaFile',
    'settings.removeCaFile',
    'settings.setBackupWeeks',
    'settings.setProxy',
    'sharing.setInterval',
  ])
  become({ [target]: 'member' })
  const error = appError('founder_only').toBody()
  await program.app.dispatch('workspaces.create', { name: `Of ${account.id}` })
  for (const name of shared) {
    const input = fc.sample(inputsOf(name), { numRuns: 1, seed: 1 })[0]
    expect([name, await call(name, input)]).toEqual([name, error])
  }
})

test('data from before it was noted belongs to the first owner of a workspace', async () => {
  const first = createTestApp()
  await first.api.workspaces.create({ name: 'Acme' })
  first.store.sqlite.exec('DELETE FROM installation')
  expect((await first.as(ben).session.get({})).founder).toEqual({ name: 'Ada', isYou: false })
  expect((await first.as(ben).session.get({})).isStranger).toBe(true)
  await first.as(ben).workspaces.create({ name: 'Of Ben' })
  expect((await first.as(ben).session.get({})).isStranger).toBe(false)
  expect((await first.api.session.get({})).founder).toEqual({ name: 'Ada', isYou: true })
  await first.app.close()
})

test('the whole database is replaced by its founder, or by anybody while there is no workspace', async () => {
  const empty = createTestApp()
  const inMemory = appError('no_backups').toBody()
  expect(await refusal(empty.api.backups.restore({ name: 'x' }))).toEqual(inMemory)
  expect(await refusal(empty.as(ben).backups.restore({ name: 'x' }))).toEqual(inMemory)
  expect(await refusal(empty.as(ben).catalog.import({ text: '{}' }))).toMatchObject({ code: 'forbidden' })
  await empty.api.workspaces.create({ name: 'Acme' })
  expect(await refusal(empty.as(ben).backups.restore({ name: 'x' }))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(empty.api.backups.restore({ name: 'x' }))).toEqual(inMemory)
  await empty.app.close()
})

/** The paths at which a schema holds a workspace's id. */
function workspacesIn(schema: z.core.$ZodType, path: string[] = []): string[] {
  if (schema === WorkspaceId) return [path.join('.')]
  const { def } = schema._zod
  const inner = def as { innerType?: z.core.$ZodType; element?: z.core.$ZodType; shape?: z.core.$ZodShape }
  return [
    ...(inner.innerType ? workspacesIn(inner.innerType, path) : []),
    ...(inner.element ? workspacesIn(inner.element, [...path, '*']) : []),
    ...Object.entries(inner.shape ?? {}).flatMap(([name, one]) => workspacesIn(one, [...path, name])),
  ]
}

test('the contract declares a role for every workspace that an input can name', () => {
  for (const [name, { input }] of Object.entries(PROCEDURES))
    expect([name, workspacesIn(input).sort()]).toEqual([name, Object.keys(fieldsOf(name)).sort()])
  // The walk finds what is nested.
  expect(workspacesIn(PROCEDURES['workspaceBackups.restore']!.input)).toEqual(['parts.*.into'])
})

test('what needs a window or a file is refused on a way in that has none', async () => {
  for (const [name, { needs, answers }] of Object.entries(PROCEDURES)) {
    if (needs !== 'window' && answers !== 'file') continue
    become({ [target]: 'owner' })
    const input = {
      ...{ workspaceId: target, role: 'member', connectorIds: ['x'], connectorId: 'x' },
      passphrase: 'six words of a backup passphrase',
    }
    expect([name, await call(name, input)]).toMatchObject([name, { code: 'unavailable' }])
  }
})

test('a procedure without a role does not compile', () => {
  const shape = { route: 'GET /x', needs: 'nothing', summary: '', input: z.object({}), output: z.object({}) } as const
  // @ts-expect-error a procedure needs a role
  group({ x: shape })
  // @ts-expect-error nobody has such a role
  group({ x: { ...shape, role: 'boss' } })
  expect(group({ x: { ...shape, role: 'anyone' } }).x.role).toBe('anyone')
})

test('a member reads what the others see', async () => {
  become({ [target]: 'owner' })
  const cards = await program.api.connectors.list({ workspaceId: target })
  become({ [target]: 'member' })
  expect(await program.api.connectors.list({ workspaceId: target })).toEqual(cards)
  expect(await program.api.workspaces.list({})).toMatchObject([{ id: target, role: 'member' }])
})

test('a connector of another workspace is answered as if it did not exist', async () => {
  const { api, app } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const other = await api.workspaces.create({ name: 'Globex' })
  const foreign = { workspaceId: other.id, id }
  for (const call of [
    api.connectors.get(foreign),
    api.connectors.update({ ...foreign, name: 'Mine now' }),
    api.connectors.activate(foreign),
    api.connectors.deactivate(foreign),
    api.connectors.markError({ ...foreign, message: 'x' }),
    api.connectors.remove(foreign),
    api.connectors.restore(foreign),
  ])
    expect(await refusal(call)).toEqual(appError('no_connector').toBody())
  await app.close()
})

test('a workspace that is somebody else’s is in nobody’s list but theirs', async () => {
  become({ [own]: 'member' })
  expect((await program.api.workspaces.list({})).map(({ id }) => id)).toEqual([own])
})
