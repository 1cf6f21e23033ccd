import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { HOLDER_FILE, type HolderNote } from '../../../../../../src/main/hosts/cli/hand-over/messages.ts'
import { receiveCommands } from '../../../../../../src/main/hosts/cli/hand-over/receive.ts'
import { createTestApp, resources, temporaryDirectory } from '../../../../../helpers/test-app.ts'

test('a command that cannot even be started ends its connection, and the next one runs', async () => {
  using directory = temporaryDirectory()
  const { app } = createTestApp()
  const shown = { url: null, oneTimeUrl: null, isOpen: true }
  const program = () => ({ app, show: () => Promise.resolve(shown) })
  const commands = receiveCommands({ dataDir: directory.path, files: resources, program })
  const { socket: path, token } = JSON.parse(readFileSync(join(directory.path, HOLDER_FILE), 'utf8')) as HolderNote
  const run = async (args: unknown) => {
    const socket = connect(path)
    socket.write(`${JSON.stringify({ token, args, isInteractive: false, environment: {} })}\n{"go":true}\n`)
    return text(socket)
  }
  expect(await run(null)).toBe('{"kind":"begun"}\n')
  expect(await run(['workspace', 'list', '--json'])).toContain('{"kind":"end","code":0}')
  commands.close()
  await app.close()
})
