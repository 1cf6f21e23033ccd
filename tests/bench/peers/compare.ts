import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { type Figure, median } from '../measure.ts'
import { openConf } from './conf.ts'
import { openDirectus } from './directus.ts'
import { openFastApi } from './fastapi.ts'
import { openLowdb } from './lowdb.ts'
import { openPatchbay, openServe } from './patchbay.ts'
import {
  byName,
  createSettle,
  type Draft,
  type Installation,
  installationIn,
  type OpenPeer,
  type Peer,
  shuffle,
  toListed,
} from './peer.ts'
import { openSequelize } from './sequelize.ts'
import { openTypeOrm } from './typeorm.ts'
import { machine } from '../results/results.ts'

/** Patchbay is compared with those that do their work in the same place as it: the first of each list. */
const GROUPS: Record<string, Record<string, OpenPeer>> = {
  'In one process': {
    ...{ Patchbay: openPatchbay, conf: openConf, lowdb: openLowdb, TypeORM: openTypeOrm, Sequelize: openSequelize },
  },
  'Over HTTP': { 'Patchbay (serve)': openServe, FastAPI: openFastApi, Directus: openDirectus },
}

const SIZES = [1000, 100_000]
/** The first ones warm up and are not counted. */
const [WARM, ROUNDS] = [30, 90]
/** After so long of one kind of work, no further round of a peer is measured. */
const MOST_MS = 8000
const FIRST = 50
const WORDS = ['saltmeadow', '00077']

/** The part of the page above the mark is written by people. */
export const PAGE = projectPath('docs/project/peers.md')
export const MARK = '<!-- What follows is written by `npm run bench -- peers`. -->\n'

interface Work {
  what: string
  /** What it answers must be the same for all. */
  run(peer: Peer, round: number, state: State): Promise<unknown>
}

/** What a peer was asked to do, and so must hold. */
interface State {
  file: string
  ids: string[]
  installed: Draft[]
}

/** Those that change something come last, since the slow ones do fewer rounds of them. */
const works: Work[] = [
  { what: 'list all', run: (peer) => peer.list() },
  { what: `list the first ${FIRST}`, run: (peer) => peer.list(FIRST) },
  { what: 'search two words', run: async (peer) => (await peer.search(WORDS)).toSorted() },
  {
    what: 'export publish targets to a file',
    run: async (peer, round, { file }) => {
      await peer.exportTo(file)
      return round === 0 && targetsIn(file)
    },
  },
  {
    what: 'install one, checked and encrypted',
    run: async (peer, round, { ids, installed }) => {
      const draft = draftAt(round, 'Kettle', 'inactive')
      ids.push(await peer.install(draft))
      installed.push(draft)
    },
  },
  {
    what: 'change one, checked',
    run: async (peer, round, { ids, installed }) => {
      const { config, tags } = draftAt(round + 7, 'Hearth')
      const at = round % ids.length
      await peer.update(ids[at] as string, { config, tags })
      installed[at] = { ...(installed[at] as Draft), config, tags }
    },
  },
]

const BRANDS = ['Saltmeadow', 'Nutgrove', 'Lumen', 'Oatfield', 'Driftwood', 'Fernhill', 'Marrow']
const PLACES = ['Bergen', 'Oslo', 'Porto', 'Lisbon', 'Graz', 'Zagreb', 'Lyon', 'Leeds']

export function draftAt(at: number, brand = BRANDS[at % BRANDS.length] as string, status?: Draft['status']): Draft {
  const place = PLACES[at % PLACES.length] as string
  const name = `${brand} ${place} ${String(at).padStart(6, '0')}`
  return {
    ...{ name, status: status ?? (at % 3 === 0 ? 'active' : 'inactive'), tags: ['news', `launch-q${at % 4}`] },
    config: { site_url: `https://${name.toLowerCase().replaceAll(' ', '-')}.example.com`, username: 'editor' },
    auth: { application_password: `abcd EFGH 1234 ijkl MNOP ${String(1000 + (at % 9000))}` },
  }
}

/**
 * The same work by Patchbay and by what people would use instead, in one run, by turns and with the same results; they are
 * installed into a folder beside the project's sources when they are first needed. Writes the page of the documents.
 */
export async function benchPeers(): Promise<Figure[]> {
  const peers = install()
  const figures: Figure[] = []
  const parts = ['', machine(), '']
  for (const [group, openers] of Object.entries(GROUPS))
    for (const size of SIZES) {
      const times = await compare(peers, openers, size)
      const title = `${group}, ${size.toLocaleString('en')} connectors`
      parts.push(`## ${title}`, '', ...table(Object.keys(openers), times), '')
      for (const [what, [ours = Number.NaN, ...others]] of times) {
        const best = Math.min(...others)
        const measured = `${milliseconds(ours)} / ${milliseconds(best)} ms = ${(ours / best).toFixed(2)}x`
        const figure = { what: `${title}, ${what}: Patchbay / the quickest`, measured, target: '<= 1x' }
        figures.push({ ...figure, met: ours <= best })
      }
    }
  const [own = ''] = readFileSync(PAGE, 'utf8').split(MARK)
  writeFileSync(PAGE, own + MARK + parts.join('\n'))
  return figures
}

/** Installs what package.json beside the peers names, without their scripts, and builds what one of them needs. */
export function install(): Installation {
  const directory = projectPath('.dev/peers')
  const from = (name: string) => projectPath(`tests/bench/peers/${name}`)
  const lock = 'package-lock.json'
  const marker = join(directory, 'installed-lock.json')
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== readFileSync(from(lock), 'utf8')) {
    mkdirSync(directory, { recursive: true })
    for (const name of ['package.json', lock]) cpSync(from(name), join(directory, name))
    const run = (cwd: string, command: string, ...args: string[]) =>
      execFileSync(command, args, { cwd: join(directory, cwd), stdio: ['ignore', 'ignore', 'inherit'] })
    run('', 'npm', 'ci', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error')
    run('node_modules/sqlite3', 'npx', 'node-gyp', 'rebuild', '--loglevel=error')
    // Only the flows of Directus need it, and it is built against one version of V8.
    writeFileSync(join(directory, 'node_modules/isolated-vm/isolated-vm.js'), 'module.exports = {}')
    cpSync(from(lock), marker)
  }
  return installationIn(directory)
}

/** The median times of each kind of work, one for each peer. */
async function compare(
  peers: Installation,
  openers: Record<string, OpenPeer>,
  size: number,
): Promise<Map<string, number[]>> {
  using directory = temporaryDirectory()
  const drafts = Array.from({ length: size }, (_, at) => draftAt(at))
  const settle = createSettle(directory.path)
  const open: { name: string; peer: Peer; state: State }[] = []
  try {
    for (const [at, [name, openPeer]] of Object.entries(openers).entries()) {
      const own = join(directory.path, String(at))
      mkdirSync(own)
      const peer = await openPeer(own, peers)
      open.push({ name, peer, state: { file: join(own, 'targets.json'), ids: [], installed: [] } })
      await peer.fill(drafts)
    }
    const times = new Map<string, number[]>()
    for (const { what, run } of works) {
      const each = open.map(() => [] as number[])
      for (let round = 0; round < ROUNDS; round += 1) {
        const answers: string[] = []
        for (const [at, { peer, state }] of shuffle([...open.entries()])) {
          const own = each[at] as number[]
          if (own.reduce((sum, time) => sum + time, 0) > MOST_MS) continue
          settle()
          const start = performance.now()
          const answer = await run(peer, round, state)
          own.push(performance.now() - start)
          answers.push(JSON.stringify(answer) ?? '')
        }
        assertAlike(what, answers)
      }
      times.set(what, each.map(warmMedian))
    }
    for (const { name, peer, state } of open) {
      const all = [...drafts, ...state.installed].map(toListed).toSorted(byName)
      assertAlike(`what ${name} holds`, [JSON.stringify(all), JSON.stringify(await peer.list())])
    }
    return times
  } finally {
    for (const { peer } of open) await peer.close()
  }
}

/** The median without the first rounds, which are a third where they are few. */
const warmMedian = (times: number[]) => median(times.slice(Math.min(WARM, Math.floor(times.length / 3))))

/** What a file of publish targets holds, in order of the names, without the ids, which differ. */
function targetsIn(file: string): string {
  const targets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[]
  const rows = targets.map(({ name, catalog_key, capabilities }) => JSON.stringify([name, catalog_key, capabilities]))
  return rows.toSorted().join('\n')
}

function assertAlike(what: string, [first = '', ...others]: string[]) {
  for (const other of others) {
    if (other === first) continue
    const place = [...other].findIndex((letter, index) => letter !== first[index])
    const part = (text: string) => text.slice(Math.max(0, place - 100), place + 100)
    throw new Error(`${what}: ${part(other)}, not ${part(first)}`)
  }
}

export const milliseconds = (time: number) =>
  time < 10 ? time.toFixed(2) : time < 100 ? time.toFixed(1) : time.toFixed(0)

/** Milliseconds of each kind of work, the least of each line in bold. */
function table(names: string[], times: Map<string, number[]>): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const rows = [...times].map(([what, each]) => {
    const least = Math.min(...each)
    return line([what, ...each.map((time) => (time === least ? `**${milliseconds(time)}**` : milliseconds(time)))])
  })
  return [line(['milliseconds', ...names]), line(['---', ...names.map(() => '---:')]), ...rows]
}
