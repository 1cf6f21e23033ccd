import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { roomOf, sendMessage } from '../../../../../../src/main/hosts/cli/hand-over/messages.ts'
import { temporaryDirectory } from '../../../../../helpers/test-app.ts'

/** More than the system keeps for a process that does not read. */
const LONG = 'x'.repeat(8 * 1024 * 1024)

test('there is room again once the other process has read what was sent, or has ended', async () => {
  using directory = temporaryDirectory()
  const path = join(directory.path, 'messages.sock')
  const server = createServer({ pauseOnConnect: true }).listen(path)
  await once(server, 'listening')
  const pair = async (): Promise<[Socket, Socket]> => {
    const socket = connect(path)
    const [other] = (await once(server, 'connection')) as [Socket]
    return [socket, other]
  }

  const [toReader, reader] = await pair()
  sendMessage(toReader, { kind: 'end', code: 0 })
  expect(roomOf(toReader)).toBeUndefined()
  sendMessage(toReader, { kind: 'log', text: LONG })
  const whenRead = roomOf(toReader)
  expect(whenRead).toBeInstanceOf(Promise)
  reader.resume()
  await whenRead
  expect(roomOf(toReader)).toBeUndefined()

  const [toGone, goes] = await pair()
  toGone.on('error', () => undefined)
  sendMessage(toGone, { kind: 'log', text: LONG })
  const whenGone = roomOf(toGone)
  expect(whenGone).toBeInstanceOf(Promise)
  goes.destroy()
  await whenGone
  expect(roomOf(toGone)).toBeUndefined()

  for (const socket of [toReader, reader]) socket.destroy()
  server.close()
})
