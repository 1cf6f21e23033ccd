import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openApp } from '../../src/main/app/open-app.ts'
import { createMemoryKeychain } from '../helpers/keychains/memory-keychain.ts'
import { projectPath } from '../helpers/paths.ts'
import { ada, createTestClock, resources, temporaryDirectory } from '../helpers/test-app.ts'
import { addWorkspace, fillWorkspace } from './fill.ts'
import { type Figure, ratio } from './measure.ts'
import { openTestStore } from '../helpers/test-app.ts'
import { errorLog } from '../helpers/error-log.ts'

/** From the start of the process to the first 50 rows on the standard output, against an empty Node process. */
export async function benchStart(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const app = openApp({
    dataDir,
    host: 'bench',
    resources,
    keychainEngine: createMemoryKeychain(),
    clock: createTestClock(),
    identity: ada,
    log: errorLog(() => undefined),
  })
  await app.close()
  const store = openTestStore(join(dataDir, 'patchbay.db'))
  addWorkspace(store, 'w')
  store.sqlite.exec(`
    INSERT INTO persons (id, name, account, created_at) VALUES ('p', 'Me', '${process.env['USER'] ?? 'root'}', '');
    INSERT INTO members VALUES ('w', 'p', 'owner', '')`)
  fillWorkspace(store, 'w', 50)
  store.close()

  const cli = projectPath('out/main/cli.js')
  const run = (args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  const [ours, bare, times] = await ratio(
    15,
    () => run([cli, 'connector', 'list', '--json', '--data-dir', dataDir]),
    () => run(['-e', '0']),
  )
  const handedOver = await benchHandOver([cli, 'connector', 'list', '--json', '--data-dir', dataDir], run)
  return [
    handedOver,
    {
      what: 'process start to first 50 rows: command line / empty Node process',
      measured: `${ours.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${times.toFixed(2)}x`,
      target: '<= 2.0x',
      met: times <= 2,
    },
  ]
}

/** The same command while a program holds the data directory and answers it. */
async function benchHandOver(command: string[], run: (args: string[]) => void): Promise<Figure> {
  const [cli = '', , , , option = '', dataDir = ''] = command
  const holder = spawn(process.execPath, [cli, 'serve', '--port', '0', '--json', option, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(holder.stdout, 'data')
    const [ours, bare, times] = await ratio(
      15,
      () => run(command),
      () => run(['-e', '0']),
    )
    return {
      what: 'the same, handed to a running program / empty Node process',
      measured: `${ours.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${times.toFixed(2)}x`,
      target: '<= 1.3x',
      met: times <= 1.3,
    }
  } finally {
    const ended = once(holder, 'exit')
    holder.kill('SIGTERM')
    await ended
  }
}
