import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { runOnDesktop } from '../../scripts/desktop.ts'
import { systemIdentity } from '../../src/main/core/identity.ts'
import { openApp } from '../../src/main/app/open-app.ts'
import { canStartElectron, electronBinary } from '../e2e/electron/program/binary.ts'
import { type DesktopSession, startDesktopSession } from '../e2e/electron/program/keyring.ts'
import { cpuSecondsOf, processIdsOf } from '../e2e/electron/program/processes.ts'
import { createMemoryKeychain } from '../helpers/keychains/memory-keychain.ts'
import { projectPath } from '../helpers/paths.ts'
import { addMember, createTestClock, openTestStore, resources, temporaryDirectory } from '../helpers/test-app.ts'
import { addWorkspace, fillWorkspace } from './fill.ts'
import { type Figure, median } from './measure.ts'

const STARTS = 9
const RESTS = 3
/** How long a program is left alone before its memory is measured. */
const SETTLE_MS = 30_000
/** For about 50 seconds V8 collects what a start has left, in any program; what is counted after that is rest. */
const COLLECTION_MS = 60_000
const REST_MS = 60_000
/** A window that shows nothing for so long never does: Electron hangs in one of a hundred starts, any program in it. */
const MOST_START_MS = 60_000
const STARTS_OF_ONE = 3
const MEBIBYTE = 1024 * 1024

interface Window {
  /** The directory of its package.json. */
  root: string
  dataDir: string
}

/**
 * The window of the program beside a bare one with a static page, by turns: from the start of the process to the first
 * card on screen, and what both need when nobody touches them.
 */
export async function benchElectron(): Promise<Figure[]> {
  if (!canStartElectron()) {
    // It needs a screen and a user whom Chromium gives its sandbox.
    const done = await runOnDesktop(['node', 'tests/bench/results/bench.ts', 'electron'])
    if (done === false) throw new Error('The windows could not be measured')
    return []
  }
  using directory = temporaryDirectory()
  const ours = { root: resources.rootDir, dataDir: join(directory.path, 'ours') }
  const bare = { root: projectPath('tests/bench/bare-window'), dataDir: join(directory.path, 'bare') }
  await fill(ours.dataDir)
  const session = await startDesktopSession()
  try {
    // The first start of each makes its files.
    for (const window of [ours, bare]) await timeStart(window, session)
    const starts: [number[], number[]] = [[], []]
    for (let round = 0; round < STARTS; round += 1)
      for (const [index, window] of [ours, bare].entries()) starts[index]?.push(await timeStart(window, session))
    const memory: [number[], number[]] = [[], []]
    for (let round = 0; round < RESTS; round += 1)
      for (const [index, window] of [ours, bare].entries()) memory[index]?.push(await measureMemory(window, session))
    const cpu = await Promise.all([measureCpu(ours, session), measureCpu(bare, session)])
    return [startFigure(starts), memoryFigure(memory), cpuFigure(cpu), await timersFigure(ours, session)]
  } finally {
    await session.end()
  }
}

function startFigure([ours, bare]: [number[], number[]]): Figure {
  const [a, b] = [median(ours), median(bare)]
  return {
    what: 'Electron: process start to the first card in its window / a bare window with a static page',
    measured: `${a.toFixed(0)} ms / ${b.toFixed(0)} ms = ${(a / b).toFixed(2)}x`,
    target: '<= 1.50x',
    met: a / b <= 1.5,
  }
}

function memoryFigure([ours, bare]: [number[], number[]]): Figure {
  const [a, b] = [median(ours) / MEBIBYTE, median(bare) / MEBIBYTE]
  return {
    what: 'Electron: memory of all processes at rest (PSS) / of a bare window',
    measured: `${a.toFixed(0)} MiB / ${b.toFixed(0)} MiB = ${(a / b).toFixed(2)}x`,
    target: '<= 1.25x',
    met: a / b <= 1.25,
  }
}

function cpuFigure([ours, bare]: [number, number]): Figure {
  return {
    what: 'Electron: processor time at rest, of one core / of a bare window',
    measured: `${(ours * 100).toFixed(2)} % / ${(bare * 100).toFixed(2)} %`,
    target: '<= 0.50 %',
    met: ours <= 0.005,
  }
}

/** What still waits for its time when nobody has touched the window for half a minute: no lock, schedule or sharing is on. */
async function timersFigure(window: Window, session: DesktopSession): Promise<Figure> {
  const child = launch(window, session, { PATCHBAY_BENCH_TIMERS: String(SETTLE_MS) })
  const [, main = '', page = ''] = await outputOf(child, /timers (\d+) (\d+)/)
  await end(child.pid ?? 0)
  return {
    what: 'Electron: timers that wait at rest, in the main process and in the page',
    measured: `${main} and ${page}`,
    target: 'none',
    met: Number(main) + Number(page) === 0,
  }
}

/** A workspace with connectors, as an administrator has one. */
async function fill(dataDir: string): Promise<void> {
  const identity = systemIdentity()
  const app = openApp({
    ...{ dataDir, host: 'bench', resources, identity },
    keychainEngine: createMemoryKeychain(),
    clock: createTestClock(),
  })
  await app.close()
  const store = openTestStore(join(dataDir, 'patchbay.db'))
  addWorkspace(store, 'w')
  addMember(store, 'w', identity, 'owner')
  fillWorkspace(store, 'w', 50)
  store.close()
}

/** Milliseconds from the start of the process to the first card. */
async function timeStart(window: Window, session: DesktopSession): Promise<number> {
  const { pid, time } = await show(window, session)
  await end(pid)
  return time
}

/** Bytes of all processes of a program at rest, each page shared by several counted in parts. */
async function measureMemory(window: Window, session: DesktopSession): Promise<number> {
  const { pid } = await show(window, session)
  await setTimeout(SETTLE_MS)
  const memory = memoryOf(pid)
  await end(pid)
  return memory
}

/** The share of one processor that all processes of a program use at rest. */
async function measureCpu(window: Window, session: DesktopSession): Promise<number> {
  const { pid } = await show(window, session)
  await setTimeout(COLLECTION_MS)
  const before = cpuSecondsOf(pid)
  await setTimeout(REST_MS)
  const cpu = (cpuSecondsOf(pid) - before) / (REST_MS / 1000)
  await end(pid)
  return cpu
}

/** Starts a program; resolves once its window shows the first card, with the milliseconds until then. */
async function show(window: Window, session: DesktopSession, attempt = 1): Promise<{ pid: number; time: number }> {
  const start = Date.now()
  const child = launch(window, session)
  try {
    const [, shown] = await outputOf(child, /shown (\d+)/)
    return { pid: child.pid ?? 0, time: Number(shown) - start }
  } catch (error) {
    if (attempt === STARTS_OF_ONE) throw error
    console.log(`Electron showed no window and is started again: ${String(error)}`)
    return show(window, session, attempt + 1)
  }
}

function launch({ root, dataDir }: Window, session: DesktopSession, environment: NodeJS.ProcessEnv = {}) {
  const args = ['-r', projectPath('tests/bench/window-probe.cjs'), root, `--data-dir=${dataDir}`]
  return spawn(electronBinary() ?? '', args, {
    env: { ...process.env, ...session.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
}

/** Waits until a program has written what matches. Where it ends before, or takes too long, it is ended, and this throws. */
function outputOf(child: ReturnType<typeof launch>, pattern: RegExp): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>()
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    const match = pattern.exec(output)
    if (match) resolve(match)
  })
  const late = AbortSignal.timeout(MOST_START_MS)
  late.addEventListener('abort', () => reject(new Error(`No ${pattern} in ${MOST_START_MS / 1000} s`)))
  child.once('exit', (code) => reject(new Error(`The program ended with ${code} before it wrote ${pattern}`)))
  return promise.catch(async (error: unknown) => {
    await end(child.pid ?? 0)
    throw error
  })
}

/** Ends a program without asking it, and waits until nothing of it is left. */
async function end(pid: number): Promise<void> {
  if (processIdsOf(pid).length > 0) process.kill(-pid, 'SIGKILL')
  while (processIdsOf(pid).length > 0) await setTimeout(20)
}

const memoryOf = (group: number): number =>
  processIdsOf(group).reduce((total, id) => {
    const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')
    return total + Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]) * 1024
  }, 0)
