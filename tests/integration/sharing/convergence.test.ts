import { expect, test } from 'vitest'
import { AppError } from '../../../src/contract/errors.ts'
import type { MakeMirror } from '../../../src/main/topics/sharing/mirrors.ts'
import { readCommit } from '../../../src/main/topics/sharing/format/commit.ts'
import { sharedKilled } from '../../faults/rows/services/shared-killed.ts'
import { times } from '../../helpers/long.ts'
import { createRandom, pick } from '../../helpers/random.ts'
import { bareRepository, type Computer, createComputer, git, joinShared } from '../../helpers/sharing/computer.ts'
import { createMemoryRemote } from '../../helpers/sharing/memory-remote.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const PEOPLE = ['Ada', 'Ben', 'Carla']
const CHANGES = 50

interface World {
  random: () => number
  workspaceId: string
  people: Computer[]
  /** Whether calls to the remote may be lost. */
  setLossy(isLossy: boolean): void
}

/** Three people who work on one workspace, in an order that follows from the seed. */
async function interleave(seed: number, kind: 'memory' | 'git', changes: number) {
  const random = createRandom(seed)
  using directory = temporaryDirectory()
  const memory = createMemoryRemote()
  const remote = kind === 'git' ? bareRepository(directory.path) : '/in/memory'
  let isLossy = false
  const makeMirror: MakeMirror | undefined =
    kind === 'git' ? undefined : memory.makeMirror(() => isLossy && random() < 0.15)
  const people = PEOPLE.map((name) => createComputer(directory.path, name, makeMirror))
  const [ada, ...others] = people as [Computer, ...Computer[]]
  try {
    const workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
    for (let index = 0; index < 5; index += 1) await add(ada, workspaceId, `Feed ${index}`)
    await ada.api.sharing.share({ workspaceId, remote })
    for (const other of others) await joinShared(ada, other, { workspaceId, remote })
    const world: World = { random, workspaceId, people, setLossy: (next) => (isLossy = next) }
    const values = await work(world, changes)
    await settle(world)
    const texts = kind === 'memory' ? memory.texts() : gitTexts(remote)
    return { ...(await outcome(world)), lost: values.filter((value) => !texts.some((text) => text.includes(value))) }
  } finally {
    for (const one of people) await one.app.close()
  }
}

const add = ({ api }: Computer, workspaceId: string, name: string) =>
  api.connectors.install({
    ...{ workspaceId, catalogKey: 'wordpress', name, config: { site_url: 'https://start.example' } },
    auth: { username: 'editor', application_password: 'abcd efgh ijkl mnop qrst uvwx' },
  })

/** Every person does random things; answers the values that they wrote, each of which is in the history at the end. */
async function work({ random, workspaceId, people, setLossy }: World, changes: number): Promise<string[]> {
  const values: string[] = []
  const left = people.map(() => changes)
  setLossy(true)
  for (let step = 0; left.some((count) => count > 0); step += 1) {
    const who = pick(
      random,
      [...left.keys()].filter((index) => (left[index] ?? 0) > 0),
    )
    const { api } = people[who] as Computer
    const roll = random()
    if (roll < 0.25) await sync(people[who] as Computer, workspaceId)
    else if (roll < 0.3) await Promise.all(people.map((one) => sync(one, workspaceId)))
    else if (await change(api, { random, workspaceId, value: `value-${who}-${step}`, values }))
      left[who] = (left[who] ?? 0) - 1
  }
  return values
}

/** Answers whether something was done; a name that is taken here, for example, is refused at once. */
async function change(
  api: Computer['api'],
  {
    random,
    workspaceId,
    value,
    values,
  }: { random: () => number; workspaceId: string; value: string; values: string[] },
): Promise<boolean> {
  const cards = await api.connectors.list({ workspaceId })
  const conflicts = await api.sharing.conflicts({ workspaceId })
  const roll = random()
  try {
    if (cards.length < 3 || roll < 0.12) {
      await add({ api } as Computer, workspaceId, random() < 0.3 ? 'Same name' : value)
    } else if (conflicts.length > 0 && roll < 0.3) {
      const { connectorId, field, memberId } = pick(random, conflicts)
      const take = pick(random, ['waiting', 'present'] as const)
      await api.sharing.choose({ workspaceId, connectorId, field, memberId, take })
    } else {
      const { id, status } = pick(random, cards)
      if (roll < 0.38) await api.connectors.remove({ workspaceId, id })
      else if (roll < 0.45)
        await (status === 'active'
          ? api.connectors.deactivate({ workspaceId, id })
          : api.connectors.activate({ workspaceId, id }))
      else {
        const { config } = await api.connectors.get({ workspaceId, id })
        const secret = value.replaceAll('-', '').padEnd(24, 'x').slice(0, 24)
        await api.connectors.update({
          ...{
            workspaceId,
            id,
            secrets: { set: random() < 0.2 ? { 'auth.application_password': secret } : {}, clear: [] },
          },
          config: random() < 0.6 ? { ...config, site_url: `https://${value}.example` } : config,
          ...(random() < 0.4 && { description: value }),
          ...(random() < 0.2 && { tags: [value, pick(random, ['one', 'two'])] }),
          ...(random() < 0.15 && { name: random() < 0.4 ? 'Same name' : value }),
        })
        const after = await api.connectors.get({ workspaceId, id })
        if (JSON.stringify(after).includes(value)) values.push(value)
      }
    }
    return true
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') return false
    throw error
  }
}

async function sync({ api }: Computer, workspaceId: string): Promise<void> {
  try {
    await api.sharing.sync({ workspaceId })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unavailable') throw error
  }
}

async function settle({ workspaceId, people, setLossy }: World): Promise<void> {
  setLossy(false)
  for (let round = 0; round < 2; round += 1) for (const { api } of people) await api.sharing.sync({ workspaceId })
}

/** What each person sees at the end: all of it the same, and nothing left to send. */
async function outcome({ workspaceId, people }: World) {
  const views: string[] = []
  const toSend: number[] = []
  const reported: unknown[] = []
  for (const { api, reported: errors } of people) {
    const cards = await api.connectors.list({ workspaceId })
    const connectors = await Promise.all(cards.map(({ id }) => api.connectors.get({ workspaceId, id })))
    const shown = connectors.map(({ id, name, status, config, tags, description, secrets }) => ({
      ...{ id, name, status, config, tags, description, secrets: secrets.map(({ path, isSet }) => [path, isSet]) },
    }))
    const conflicts = await api.sharing.conflicts({ workspaceId })
    const { unreadable } = await api.keys.open({ workspaceId })
    views.push(JSON.stringify({ shown, conflicts, unreadable }))
    toSend.push((await api.sharing.status({ workspaceId }))?.toSend ?? -1)
    reported.push(...errors)
  }
  return { views: new Set(views).size, toSend, reported }
}

/** The text of every object of a remote. */
const gitTexts = (remote: string): string[] => [
  git('-C', remote, 'cat-file', '--batch', '--batch-all-objects', '--unordered'),
]

test.for(Array.from({ length: times(2, 1000) }, (_, index) => index + 1))(
  'three people with lost networks end with the same workspace and every value in its history: %i',
  async (seed) => {
    const { lost, views, toSend, reported } = await interleave(seed, 'memory', times(25, CHANGES))
    expect({ lost, views, toSend, reported }).toEqual({ lost: [], views: 1, toSend: [0, 0, 0], reported: [] })
  },
)

test.for(Array.from({ length: times(1, 50) }, (_, index) => index + 1))('the same with real git: %i', async (seed) => {
  const { lost, views, toSend, reported } = await interleave(seed, 'git', times(8, CHANGES))
  expect({ lost, views, toSend, reported }).toEqual({ lost: [], views: 1, toSend: [0, 0, 0], reported: [] })
})

test('a program that is killed while it stores and sends loses nothing', async () => {
  expect((await sharedKilled.run('quick')).misses).toEqual([])
})

test('eight people who send at once all succeed', async () => {
  using directory = temporaryDirectory()
  const remote = bareRepository(directory.path)
  const people = Array.from({ length: 8 }, (_, index) => createComputer(directory.path, `Person${index}`))
  const [first, ...others] = people as [Computer, ...Computer[]]
  try {
    const workspaceId = (await first.api.workspaces.create({ name: 'Acme' })).id
    await first.api.sharing.share({ workspaceId, remote })
    for (const other of others) await joinShared(first, other, { workspaceId, remote })
    for (const [index, one] of people.entries()) await add(one, workspaceId, `Of ${index}`)
    await Promise.all(people.map(({ api }) => api.sharing.sync({ workspaceId })))
    await first.api.sharing.sync({ workspaceId })
    expect(await first.api.connectors.list({ workspaceId })).toHaveLength(8)
    expect(readCommit(Buffer.from(git('-C', remote, 'cat-file', 'commit', 'patchbay'))).changeId).not.toBeNull()
  } finally {
    for (const one of people) await one.app.close()
  }
})
