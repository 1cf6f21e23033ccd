import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppApi } from '../../../src/contract/index.ts'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { projectPath } from '../../helpers/paths.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { addWorkspace, fillWorkspace, fillWorkspaces } from '../fill.ts'
import { type Figure, median } from '../measure.ts'
import { type Curve, plot } from './plot.ts'
import { machine } from './results.ts'

const CONNECTORS = [100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000]
const WORKSPACES = [1, 3, 10, 30, 100, 300, 1000]
const IN_EACH = 1000
const FIRST = 50
const ROUNDS = 25
const FEWEST = 3
/** After so long at one point of a curve, no more than the fewest rounds are measured. */
const MOST_MS = 2000
/** What is to stay as quick as it is with few may take so many times as long. */
const FLAT = 2

interface Work {
  name: string
  /** Whether it does the same however many there are. */
  isFlat: boolean
  run(): Promise<unknown>
}

/** How the times grow with the connectors of a workspace and with the workspaces, as two pictures of the documents. */
export async function benchCurves(): Promise<Figure[]> {
  const connectors = await grow(CONNECTORS, (store, workspaceId, from, to) =>
    fillWorkspace(store, workspaceId, to - from, `c${from}`),
  )
  const workspaces = await grow(WORKSPACES, (store, workspaceId, from, to) => {
    const others = Array.from({ length: to - Math.max(from, 1) }, () => randomUUID())
    const member = store.sqlite.prepare(
      "INSERT INTO members SELECT ?, id, 'owner', '' FROM persons WHERE account = 'ada'",
    )
    store.sqlite.transaction(() => {
      for (const id of others) {
        addWorkspace(store, id)
        member.run(id)
      }
    })()
    fillWorkspaces(store, from === 0 ? [workspaceId, ...others] : others, IN_EACH)
  })
  draw('connectors', 'One workspace, from 100 to 1,000,000 connectors', 'connectors in the workspace', connectors)
  draw('workspaces', 'From 1 to 1,000 workspaces of 1,000 connectors each', 'workspaces', workspaces)
  return [...connectors.map(toFigure('connectors')), ...workspaces.map(toFigure('workspaces'))]
}

type Grown = Curve & Pick<Work, 'isFlat'>

function draw(kind: string, title: string, x: string, curves: Curve[]) {
  const caption = machine().replaceAll('\n', ' ')
  const picture = plot({ title, x, y: 'milliseconds (median)', caption, curves })
  writeFileSync(projectPath(`docs/pictures/growth-${kind}.svg`), picture)
}

/** How many times as long the last point of a curve takes as the first. */
const toFigure =
  (of: string) =>
  ({ name, isFlat, points }: Grown): Figure => {
    const [[few, least], [many, most]] = [points[0] ?? [1, 1], points.at(-1) ?? [1, 1]]
    const times = most / least
    return {
      what: `${name}: ${many.toLocaleString('en')} ${of} / ${few.toLocaleString('en')}`,
      measured: `${most.toFixed(2)} ms / ${least.toFixed(2)} ms = ${times.toFixed(2)}x`,
      target: isFlat ? `<= ${FLAT}x` : 'no target',
      met: !isFlat || times <= FLAT,
    }
  }

/** Fills one database more and more, and measures the work of a program that opens it at each size. */
async function grow(
  sizes: number[],
  fill: (store: Store, workspaceId: string, from: number, to: number) => void,
): Promise<Grown[]> {
  using directory = temporaryDirectory()
  const keychain = createMemoryKeychain()
  const open = () =>
    createTestApp({
      ...{ keychain, store: openTestStore(join(directory.path, 'curves.db')) },
      host: { openExport: () => openAtomicFile(join(directory.path, 'targets.json')) },
    })
  const first = open()
  const { id: workspaceId } = await first.api.workspaces.create({ name: 'Acme' })
  await first.app.close()
  const curves: Grown[] = []
  for (const [at, size] of sizes.entries()) {
    const { app, api, store } = open()
    fill(store, workspaceId, at === 0 ? 0 : (sizes[at - 1] ?? 0), size)
    store.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    for (const [place, { name, isFlat, run }] of worksOf(api, workspaceId, `At ${size}`).entries())
      (curves[place] ??= { name, isFlat, points: [] }).points.push([size, await measure(run)])
    await app.close()
  }
  return curves
}

function worksOf(api: AppApi, workspaceId: string, prefix: string): Work[] {
  let next = 0
  const install = () => api.connectors.install({ workspaceId, ...wordpress, name: `${prefix} ${(next += 1)}` })
  return [
    { name: `list the first ${FIRST}`, isFlat: true, run: () => api.connectors.list({ workspaceId, limit: FIRST }) },
    { name: 'install one', isFlat: true, run: install },
    { name: 'search everywhere', isFlat: false, run: () => api.overview.search({ query: 'connector 77' }) },
    { name: 'overview of all', isFlat: false, run: () => api.overview.get({}) },
    { name: 'export targets', isFlat: false, run: () => api.targets.export({ workspaceId }) },
  ]
}

/** The median of what fits into the time; the first round, which fills what is kept in memory, is left out. */
async function measure(run: () => Promise<unknown>): Promise<number> {
  await run()
  const times: number[] = []
  for (let sum = 0; times.length < FEWEST || (times.length < ROUNDS && sum < MOST_MS); sum += times.at(-1) ?? 0) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return median(times)
}
