import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'
import { fillLarge } from './holds.ts'
import { type Figure, median } from '../measure.ts'

const ROUNDS = 3
const REST_MS = 3000
const MEBIBYTE = 1024
const GROWTH_MIB = 40

/** An empty Node process that has loaded SQLite and waits. */
const BARE = `
  const Database = require(${JSON.stringify(projectPath('node_modules/better-sqlite3'))})
  new Database(':memory:').exec('SELECT 1')
  setInterval(() => undefined, 60_000)
  console.log('ready')`

/** The memory of `serve` at rest, and how much it grows while a workspace of 100,000 connectors is read page by page. */
export async function benchMemory(): Promise<Figure[]> {
  if (process.platform !== 'linux') {
    console.log('The memory of processes is measured on Linux alone, where /proc tells it')
    return []
  }
  using directory = temporaryDirectory()
  const cli = projectPath('out/main/cli.cjs')
  const serve = (name: string) => [cli, 'serve', '--port', '0', '--json', '--data-dir', join(directory.path, name)]
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await withProcess(serve('data'), atRest))
    bare.push(await withProcess(['-e', BARE], atRest))
  }
  const [own, least] = [median(ours), median(bare)]
  await fillLarge(join(directory.path, 'large'))
  const growth = await withProcess(serve('large'), growthByPages)
  return [
    {
      what: 'memory of `serve` at rest / a Node process with better-sqlite3',
      measured: `${inMebibytes(own)} / ${inMebibytes(least)} = ${(own / least).toFixed(2)}x`,
      target: '<= 1.6x',
      met: own / least <= 1.6,
    },
    {
      what: 'memory that `serve` grows by while 100,000 connectors are read over REST, page by page',
      measured: `${inMebibytes(growth)} at most`,
      target: `<= ${GROWTH_MIB} MiB`,
      met: growth <= GROWTH_MIB * MEBIBYTE,
    },
  ]
}

const inMebibytes = (kibibytes: number) => `${(kibibytes / MEBIBYTE).toFixed(0)} MiB`

/** Runs a process until what it is measured for is done; its first line says that it is ready. */
async function withProcess(
  args: string[],
  measure: (child: ChildProcess, line: string) => Promise<number>,
): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    return await measure(child, line)
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}

async function atRest(child: ChildProcess): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS))
  return memoryOf(child, 'VmRSS')
}

/** The most that the process takes while every page is read, beyond what it took after the first one. */
async function growthByPages(child: ChildProcess, line: string): Promise<number> {
  const { origin, headers } = await signIn((JSON.parse(line) as { oneTimeUrl: string }).oneTimeUrl)
  const read = async (url: string): Promise<string | null> => {
    const reply = await fetch(url, { headers: { ...headers, 'x-workspace-id': 'w' } })
    if (!reply.ok) throw new Error(await reply.text())
    await reply.json()
    const [, next] = /<([^>]+)>; rel="next"/.exec(reply.headers.get('link') ?? '') ?? []
    return next === undefined ? null : new URL(next, url).href
  }
  let url = await read(`${origin}/api/installed?limit=1000`)
  const before = memoryOf(child, 'VmRSS')
  // The peak is counted from here (proc(5), /proc/pid/clear_refs).
  writeFileSync(`/proc/${child.pid}/clear_refs`, '5')
  while (url !== null) url = await read(url)
  return memoryOf(child, 'VmHWM') - before
}

/** Kibibytes that a process takes now (VmRSS) or took at most (VmHWM). */
function memoryOf({ pid }: ChildProcess, kind: 'VmRSS' | 'VmHWM'): number {
  const [, kibibytes] =
    new RegExp(String.raw`${kind}:\s+(\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kibibytes)
}
