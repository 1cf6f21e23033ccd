import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createMirror, type Mirror } from '../../../src/main/topics/sharing/git/mirror.ts'
import { verify } from '../../../src/main/topics/sharing/verify/verify.ts'
import { bareRepository, createComputer, git, joinShared } from '../../helpers/sharing/computer.ts'
import { createHistory, createTestPerson } from '../../helpers/sharing/history.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { fillWorkspace } from '../fill.ts'
import { type Figure, median, medianMs, ratio } from '../measure.ts'

const SHARED = 1000
const PULLED_AMONG = 5000
const COMMITS = 10_000
const ROUNDS = 5

/** Sharing a workspace through git, beside what git does with the same files and commits. */
export async function benchSharing(): Promise<Figure[]> {
  return [await benchShare(), await benchPull(), await benchVerify()]
}

const figure = (what: string, ours: number, bare: number, limit: number): Figure => ({
  what,
  measured: `${ours.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${(ours / bare).toFixed(2)}x`,
  target: `<= ${limit}x`,
  met: ours / bare <= limit,
})

/** The first share up to the push, which is git's own. */
async function benchShare(): Promise<Figure> {
  using directory = temporaryDirectory()
  let pushedAt = 0
  const makeMirror = (dir: string, remote: string): Mirror => {
    const mirror = createMirror(dir, remote)
    return {
      ...mirror,
      push: (...input) => {
        pushedAt = performance.now()
        return mirror.push(...input)
      },
    }
  }
  const computer = createComputer(directory.path, 'Ada', makeMirror)
  const workspaceId = (await computer.api.workspaces.create({ name: 'Acme' })).id
  fillWorkspace(computer.store, workspaceId, SHARED)
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const remote = bareRepository(directory.path, `remote${round}.git`)
    const start = performance.now()
    await computer.api.sharing.share({ workspaceId, remote })
    ours.push(pushedAt - start)
    await computer.api.sharing.stop({ workspaceId })
    const work = join(directory.path, `work${round}`)
    git('clone', '--quiet', '--branch', 'patchbay', remote, work)
    rmSync(join(work, '.git'), { recursive: true })
    git('init', '--quiet', work)
    bare.push(
      await medianMs(1, () => {
        git('-C', work, 'add', '-A')
        git('-C', work, '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '--quiet', '-m', 'x')
      }),
    )
  }
  await computer.app.close()
  return figure(`first share of ${SHARED} connectors / git add and commit of the files`, median(ours), median(bare), 1)
}

/** What others changed: fetched, verified and in the database. */
async function benchPull(): Promise<Figure> {
  using directory = temporaryDirectory()
  const remote = bareRepository(directory.path)
  const [ada, ben] = [createComputer(directory.path, 'Ada'), createComputer(directory.path, 'Ben')]
  const workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
  fillWorkspace(ada.store, workspaceId, PULLED_AMONG)
  await ada.api.sharing.share({ workspaceId, remote })
  await joinShared(ada, ben, { workspaceId, remote })
  const clone = join(directory.path, 'clone')
  git('clone', '--quiet', '--branch', 'patchbay', remote, clone)
  const cards = await ada.api.connectors.list({ workspaceId, limit: 500 })
  const active = cards.filter(({ status }) => status === 'active')
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    for (const { id } of active.slice(round * 10, round * 10 + 10))
      await ada.api.connectors.deactivate({ workspaceId, id })
    await ada.api.sharing.sync({ workspaceId })
    const pull = async () => ours.push(await medianMs(1, () => ben.api.sharing.sync({ workspaceId })))
    const gitPull = async () => bare.push(await medianMs(1, () => git('-C', clone, 'pull', '--quiet', '--ff-only')))
    for (const one of round % 2 === 0 ? [pull, gitPull] : [gitPull, pull]) await one()
  }
  await ada.app.close()
  await ben.app.close()
  return figure(`a pull of 10 changes among ${PULLED_AMONG} connectors / git pull`, median(ours), median(bare), 1.5)
}

/** A long history from its first commit on, beside a clone of it. */
async function benchVerify(): Promise<Figure> {
  using directory = temporaryDirectory()
  const owner = createTestPerson('Ada')
  const history = createHistory()
  const ids = Array.from(
    { length: SHARED },
    (_, index) => `${(index % 256).toString(16).padStart(2, '0')}-${index}-connector`,
  )
  let head = await history.begin(
    owner,
    () => new Map(ids.flatMap((id) => [...history.connectorFiles(id, 'https://a.example')])),
  )
  for (let index = 1; index < COMMITS; index += 1) {
    const id = ids[(index * 7919) % SHARED] ?? ''
    head = await history.commit(owner, history.connectorFiles(id, `https://v${index}.example`), { parent: head })
  }
  const remote = bareRepository(directory.path)
  const mirrorDir = join(directory.path, 'mirror.git')
  const mirror = createMirror(mirrorDir, remote)
  await mirror.init()
  await mirror.keep(history.objects)
  await mirror.push(head)
  git('-C', mirrorDir, 'gc', '--quiet')
  const [ours, bare] = await ratio(
    3,
    async () => {
      const { commits } = await verify({ mirror, from: null, to: head })
      if (commits.length !== COMMITS) throw new Error(`${commits.length} commits were verified`)
    },
    () => {
      rmSync(join(directory.path, 'clone.git'), { recursive: true, force: true })
      git('clone', '--quiet', '--bare', `file://${remote}`, join(directory.path, 'clone.git'))
    },
  )
  mirror.close()
  return figure(`verifying ${COMMITS} commits from the first one / git clone`, ours, bare, 6)
}
