import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { acquireLock } from '../../../src/main/store/files/lock.ts'
import { BUILT, createCli } from '../../helpers/cli.ts'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

/** Longer than a window waits for a command, and much shorter than another command does, in milliseconds. */
const HELD_MS = 1500

/** Another process that holds a data directory for a while from the moment on at which this resolves. */
async function hold(dataDir: string, host: string) {
  const script = `
    import { acquireLock } from ${JSON.stringify(projectPath('src/main/store/files/lock.ts'))}
    const lock = acquireLock(process.argv.at(-1), { host: ${JSON.stringify(host)}, pid: process.pid })
    console.log('held')
    setTimeout(lock.release, ${HELD_MS})`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  return { pid: holder.pid, ended: once(holder, 'exit') }
}

test('a data directory has one holder, and is free again as soon as it lets go', () => {
  using directory = temporaryDirectory()
  const lock = acquireLock(directory.path, { host: 'http', pid: process.pid })
  expect(() => acquireLock(directory.path, { host: 'cli', pid: 1 })).toThrow(`http, process ${process.pid}`)
  lock.release()
  acquireLock(directory.path, { host: 'cli', pid: 1 }).release()
})

test('a command waits for another command, and a window does not', async () => {
  using directory = temporaryDirectory()
  const { pid, ended } = await hold(directory.path, 'cli')
  expect(() => acquireLock(directory.path, { host: 'electron', pid: 1 })).toThrow(`cli, process ${pid}`)
  acquireLock(directory.path, { host: 'cli', pid: 1 }).release()
  await ended
})

test('commands at one time do their work one after the other', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path, BUILT)
  const names = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay']
  const results = await Promise.all(names.map((name) => cli.json(['person', 'rename', name])))
  expect(results.map(({ code, value }) => [code, value['name']])).toEqual(names.map((name) => [0, name]))
})
