import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jsonOf } from '../../../src/shared/json.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { bareRepository, type Computer, createComputer, git } from '../../helpers/sharing/computer.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

let directory: ReturnType<typeof temporaryDirectory>
let [remote, workspaceId, invitation] = ['', '', '']
let ada: Computer
let ben: Computer

/** Ada shares a workspace and has invited Ben. */
beforeEach(async () => {
  directory = temporaryDirectory()
  remote = bareRepository(directory.path)
  ada = createComputer(directory.path, 'Ada')
  ben = createComputer(directory.path, 'Ben')
  workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
  await ada.api.connectors.install({ workspaceId, ...wordpress })
  await ada.api.sharing.share({ workspaceId, remote })
  const { identity } = await ben.api.person.show({})
  await ada.api.members.invite({ workspaceId, role: 'admin', identity: identity ?? '' })
  invitation = ada.written()
})
afterEach(async () => {
  await ada.app.close()
  await ben.app.close()
  expect([...ada.reported, ...ben.reported]).toEqual([])
  directory[Symbol.dispose]()
})

test('an invitation lets somebody in while it is valid by a clock that can be right, and once', async () => {
  const now = ben.clock()
  const reasonAt = async (days: number) => {
    ben.clock.set(new Date(now.getTime() + days * 86_400_000).toISOString())
    return (await refusal(ben.api.sharing.join({ remote, invitation }))).reason
  }
  expect(await reasonAt(8)).toBe('invitation_expired')
  expect(await reasonAt(-2)).toBe('clock_behind')
  ben.clock.set(now.toISOString())
  await ben.api.sharing.join({ remote, invitation })
  expect((await refusal(ben.api.members.join({ invitation }))).reason).toBe('invitation_used')
})

test('joining that is cancelled leaves nothing, and can be done again', async () => {
  const seen: unknown[] = []
  const stop = ben.app.changes.on(({ workspaceId: about, topic }) => {
    if (about !== null || topic !== 'sharing') return
    void ben.api.sharing.joinProgress({}).then((progress) => seen.push(progress))
    void ben.api.sharing.cancelJoin({})
  })
  expect(await refusal(ben.api.sharing.join({ remote, invitation }))).toMatchObject({ reason: 'cancelled' })
  stop()
  expect(seen[0]).toEqual({ done: 0, total: 2 })
  expect(await ben.api.sharing.joinProgress({})).toBeNull()
  expect(await ben.api.workspaces.list({})).toEqual([])
  expect(readdirSync(join(directory.path, 'Ben'))).toEqual([])
  await ben.api.sharing.join({ remote, invitation })
  expect(await ben.api.connectors.list({ workspaceId })).toHaveLength(1)
})

test('people who are here already, and have keys, are on the list of a workspace once it is shared', async () => {
  const second = bareRepository(directory.path, 'second.git')
  const { id } = await ada.api.workspaces.create({ name: 'Other' })
  const carla = ada.as({ id: 'carla', name: 'Carla' })
  const { identity } = await carla.person.show({})
  await ada.api.members.invite({ workspaceId: id, role: 'admin', identity: identity ?? '' })
  await carla.members.join({ invitation: ada.written() })
  await ada.api.sharing.share({ workspaceId: id, remote: second })
  const members = jsonOf(git('-C', second, 'show', 'patchbay:members.json')) as { members: object[] }
  expect(members.members).toMatchObject([
    { name: 'Ada', role: 'owner' },
    { name: 'Carla', role: 'admin' },
  ])
  expect(git('-C', second, 'log', '--format=%s', 'patchbay').trim().split('\n')).toEqual([
    'Added Carla',
    'Shared Other with 0 connectors',
  ])
  await ada.api.members.invite({
    workspaceId: id,
    role: 'member',
    identity: (await ben.api.person.show({})).identity ?? '',
  })
  await ben.api.sharing.join({ remote: second, invitation: ada.written() })
  expect((await ben.api.members.list({ workspaceId: id })).map(({ name }) => name)).toEqual(['Ada', 'Carla', 'Ben'])
})
