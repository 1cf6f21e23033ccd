import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { HOLDER_FILE, type HolderNote, sharedTime } from '../../../../../../src/main/hosts/cli/hand-over/messages.ts'
import { receiveCommands } from '../../../../../../src/main/hosts/cli/hand-over/receive.ts'
import { createTestApp, resources, temporaryDirectory } from '../../../../../helpers/test-app.ts'

test('a command that cannot even be started ends its connection, and the next one runs', async () => {
  using directory = temporaryDirectory()
  const { app } = createTestApp()
  const shown = { url: null, oneTimeUrl: null, isOpen: true }
  const program = () => ({ app, show: () => Promise.resolve(shown) })
  const commands = receiveCommands({ dataDir: directory.path, files: resources, program })
  const { socket: path, token } = JSON.parse(readFileSync(join(directory.path, HOLDER_FILE), 'utf8')) as HolderNote
  const run = async (args: unknown, sentAt = sharedTime()) => {
    const socket = connect(path)
    socket.write(`${JSON.stringify({ token, sentAt, args, isInteractive: false, environment: {} })}\n`)
    return text(socket)
  }
  expect(await run(null)).toBe('{"kind":"begun"}\n')
  expect(await run(['workspace', 'list', '--json'])).toContain('{"kind":"end","code":0}')
  commands.close()
  await app.close()
})

test('a command that lay in a busy program runs only when its process is still there', async () => {
  using directory = temporaryDirectory()
  const { app, api } = createTestApp()
  const program = () => ({ app, show: () => Promise.resolve({ url: null, oneTimeUrl: null, isOpen: true }) })
  const commands = receiveCommands({ dataDir: directory.path, files: resources, program })
  const { socket: path, token } = JSON.parse(readFileSync(join(directory.path, HOLDER_FILE), 'utf8')) as HolderNote
  const send = async (name: string, sentAt: number) => {
    const socket = connect(path)
    const args = ['workspace', 'create', name, '--json']
    socket.write(`${JSON.stringify({ token, sentAt, args, isInteractive: false, environment: {} })}\n`)
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toBe('{"kind":"waits"}\n')
    return socket
  }
  const absent = await send('Absent', sharedTime() - 1500)
  absent.destroy()
  await once(absent, 'close')
  // A time to come is that of no process here.
  const present = await send('Present', sharedTime() + 60_000)
  present.write('{"go":true}\n')
  expect(await text(present)).toContain('{"kind":"end","code":0}')
  expect((await api.workspaces.list({})).map(({ name }) => name)).toEqual(['Present'])
  commands.close()
  await app.close()
})
