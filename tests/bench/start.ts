import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { projectPath } from '../helpers/paths.ts'
import { wordpress } from '../helpers/samples.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'
import { type Figure, ratio } from './measure.ts'

const CONNECTORS = 50
const ROUNDS = 15

/** A built command line with data of its own. */
interface Build {
  run(args: string[]): void
  /** Lists the connectors. */
  list(): void
  /** Starts the program that holds the data. */
  serve(): ReturnType<typeof spawn>
}

/**
 * From the start of the process to the first 50 rows on the standard output, against an empty Node process and, where the
 * directory of an old build is given, against that one on data that it has made itself.
 */
export async function benchStart(old?: string): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const build = prepare(projectPath(''), directory.path, 'data')
  const before = old === undefined ? null : prepare(resolve(old), directory.path, 'old-data')
  const empty = () => node(['-e', '0'])
  const [ours, bare, times] = await ratio(ROUNDS, build.list, empty)
  const figures = [
    await whileServing(build, async () => {
      const [through, alone, share] = await ratio(ROUNDS, build.list, empty)
      return {
        what: 'the same, handed to a running program / empty Node process',
        measured: `${through.toFixed(0)} ms / ${alone.toFixed(0)} ms = ${share.toFixed(2)}x`,
        target: '<= 1.3x',
        met: share <= 1.3,
      }
    }),
    {
      what: 'process start to first 50 rows: command line / empty Node process',
      measured: `${ours.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${times.toFixed(2)}x`,
      target: '<= 1.8x',
      met: times <= 1.8,
    },
  ]
  if (before) {
    const [now, then, share] = await ratio(ROUNDS, build.list, before.list)
    figures.push({
      what: 'process start to first 50 rows: this build / the old one',
      measured: `${now.toFixed(0)} ms / ${then.toFixed(0)} ms = ${share.toFixed(2)}x`,
      target: '<= 0.45x',
      met: share <= 0.45,
    })
  }
  return figures
}

/** Makes a data directory with a workspace by the command line of a build, whose tables differ from those of another. */
function prepare(root: string, directory: string, name: string): Build {
  const cli = ['cli.cjs', 'cli.js'].map((file) => join(root, 'out/main', file)).find((file) => existsSync(file))
  if (cli === undefined) throw new Error(`There is no build in ${root}`)
  const dataDir = join(directory, name)
  const file = (part: string, content: unknown) => {
    const path = join(directory, `${name}-${part}.json`)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 })
    return path
  }
  const env = { ...process.env, PATCHBAY_PASSPHRASE_FILE: file('passphrase', 'correct horse battery staple') }
  const command = (args: string[]) => [cli, ...args, '--data-dir', dataDir]
  const run = (args: string[]) => node(command(args), env)
  run(['workspace', 'create', 'Acme'])
  const values = ['--config', file('config', wordpress.config), '--auth', file('auth', wordpress.auth)]
  run(['connector', 'install', 'wordpress', '--name', wordpress.name, ...values])
  copyConnector(join(dataDir, 'patchbay.db'))
  return {
    run,
    list: () => run(['connector', 'list', '--json']),
    serve: () =>
      spawn(process.execPath, command(['serve', '--port', '0', '--json']), {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
  }
}

/** Copies the one connector of a database of any version; the copies' secrets cannot be opened, and a list opens none. */
function copyConnector(file: string) {
  const sqlite = new Database(file)
  const columns = sqlite.prepare<[], string>("SELECT name FROM pragma_table_info('connectors')").pluck().all()
  const values = columns.map((column) => (/^id$|name/.test(column) ? `${column} || ' ' || ?` : column))
  const own = values.filter((value) => value.endsWith('?')).length
  const copy = sqlite.prepare(
    `INSERT INTO connectors (${columns.join()}) SELECT ${values.join()} FROM connectors LIMIT 1`,
  )
  for (let count = 1; count < CONNECTORS; count += 1) copy.run(...Array.from({ length: own }, () => count))
  sqlite.close()
}

function node(args: string[], env = process.env) {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  if (status !== 0) throw new Error(stderr)
}

/** Measures while a program holds the data directory and answers the commands. */
async function whileServing(build: Build, measure: () => Promise<Figure>): Promise<Figure> {
  const program = build.serve()
  try {
    if (program.stdout) await once(program.stdout, 'data')
    return await measure()
  } finally {
    const ended = once(program, 'exit')
    program.kill('SIGTERM')
    await ended
  }
}
