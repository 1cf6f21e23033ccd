import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { projectPath } from '../../../../../helpers/paths.ts'
import { temporaryDirectory } from '../../../../../helpers/test-app.ts'

const LENGTH = 3_000_000

/** A process that writes a long text to its standard output. */
const writer = (out: 'pipe' | Socket) => {
  const output = JSON.stringify(projectPath('src/main/hosts/cli/hand-over/output.ts'))
  const script = `const { writeWhole } = await import(${output}); writeWhole('out', 'ä'.repeat(${LENGTH}))`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', out, 'pipe'] })
}

test('a long text arrives whole, also where writing would not wait for its reader', async () => {
  const child = writer('pipe')
  expect((await text(child.stdout ?? process.stdin)).length).toBe(LENGTH)

  using directory = temporaryDirectory()
  const server = createServer().listen(join(directory.path, 'reader'))
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const reader = connect(join(directory.path, 'reader'))
  const [socket] = await accepted
  const other = writer(socket)
  const exit = once(other, 'exit')
  socket.destroy()
  expect((await text(reader)).length).toBe(LENGTH)
  await exit
  expect(other.exitCode).toBe(0)
  server.close()
})

test('a reader that stops early is no failure', async () => {
  const child = writer('pipe')
  child.stdout?.once('data', () => child.stdout?.destroy())
  const [[code], errors] = await Promise.all([once(child, 'exit'), text(child.stderr ?? process.stdin)])
  expect({ code: code as number, errors }).toEqual({ code: 0, errors: '' })
})
