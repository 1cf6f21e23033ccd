import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser, removeOpeningPage } from '../../../src/main/hosts/cli/browser.ts'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createBrowserOpener } from '../../helpers/browser-opener.ts'
import { asSecondAccount, noSecondAccount } from '../../helpers/second-account.ts'
import { createTestApp, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

let program: TestApp
let host: HttpHost

beforeAll(async () => {
  program = createTestApp()
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1' })
})
afterAll(async () => {
  await host.close()
  await program.app.close()
})
afterEach(() => vi.unstubAllEnvs())

const isLinux = process.platform === 'linux'
if (noSecondAccount) console.log(`Attempts under a second account are skipped: ${noSecondAccount}`)
if (!isLinux) console.log('What other accounts read of a process is looked at on Linux alone')

test.runIf(isLinux)(
  'no argument of any process shows the URL that signs in, and its page is for us alone',
  async () => {
    using directory = temporaryDirectory()
    const opener = createBrowserOpener(directory.path)
    for (const [name, value] of Object.entries(opener.environment)) vi.stubEnv(name, value)
    const url = host.oneTimeUrl()
    expect(openBrowser(url, directory.path)).toBe(true)
    const opened = await opener.opened()
    expect(opened.arguments).toContain('open.html')
    expect(opened.arguments).not.toContain(new URL(url).hash.replace('#token=', ''))
    expect(opened).toMatchObject({ page: join(directory.path, 'open.html'), mode: '600' })
    expect(readFileSync(opened.page, 'utf8')).toContain(url)
    removeOpeningPage(directory.path)
    expect(statSync(opened.page, { throwIfNoEntry: false })).toBeUndefined()
  },
)

/** A request over a socket of bash, which needs no file that another account could not read. */
const requestFrom = (lines: string[]) => {
  const { port } = new URL(host.url)
  const sent = [...lines, 'Connection: close', '', ''].map((line) => line.replaceAll("'", '')).join('\\r\\n')
  return `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${sent}' >&3; cat <&3`
}

test.skipIf(noSecondAccount)(
  'a process of another account is refused, even with both halves of a session',
  async () => {
    const { headers, origin } = await signIn(host.oneTimeUrl())
    const token = new URL(host.oneTimeUrl()).hash.replace('#token=', '')
    const { host: authority } = new URL(origin)
    const session = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const attempts = {
      'read with a session': ['GET /api/catalog HTTP/1.1', `Host: ${authority}`, ...session],
      'read the screens': ['GET / HTTP/1.1', `Host: ${authority}`],
      'sign in': [
        ...[
          'POST /session HTTP/1.1',
          `Host: ${authority}`,
          `Origin: ${origin}`,
          `Content-Length: ${token.length + 12}`,
        ],
        ...['', `{"token":"${token}"}`],
      ],
    }
    for (const [name, lines] of Object.entries(attempts)) {
      const answer = await asSecondAccount(requestFrom(lines))
      expect([name, answer.split('\r\n')[0]]).toEqual([name, 'HTTP/1.1 403 Forbidden'])
      expect(answer).toContain('answers only the account that has started it')
    }
    expect((await fetch(`${origin}/api/catalog`, { headers })).status).toBe(200)
    // The token has not been spent.
    expect((await signIn(`${origin}/#token=${token}`)).headers['cookie']).not.toBe('')
  },
)

test('our own account is answered over sockets of both families', async () => {
  const { headers, origin } = await signIn(host.oneTimeUrl())
  const { port, host: authority } = new URL(origin)
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1']) {
    const socket = connect({ host: address, port: Number(port) })
    await once(socket, 'connect')
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`GET /api/catalog HTTP/1.1\r\nHost: ${authority}\r\n${lines.join('')}Connection: close\r\n\r\n`)
    expect([address, (await text(socket)).split('\r\n')[0]]).toEqual([address, 'HTTP/1.1 200 OK'])
  }
})
