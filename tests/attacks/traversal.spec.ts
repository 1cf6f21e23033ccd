import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import { join, relative } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { listStaticFiles } from '../../src/main/hosts/static-files.ts'
import { createTestApp, resources, temporaryDirectory } from '../helpers/test-app.ts'
import { TRAVERSALS } from './traversal-payloads.ts'

/** A file of the screens is the only thing that may be answered with 200. */
function createCheck() {
  const files = [...listStaticFiles(resources.rendererDir).values()]
  const served = new Set(files.map((file) => file.read().toString('base64')))
  return (status: number, body: Uint8Array) =>
    status === 200 ? served.has(Buffer.from(body).toString('base64')) : status >= 400 && status < 500
}

test('there are at least 200 payloads, all different', () => {
  expect(new Set(TRAVERSALS).size).toBe(TRAVERSALS.length)
  expect(TRAVERSALS.length).toBeGreaterThanOrEqual(200)
})

test('the manifest names the files that are built for the screens, and no other', () => {
  const entries = readdirSync(resources.rendererDir, { recursive: true, withFileTypes: true })
  const built = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(resources.rendererDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/')}`)
    // What the build writes about itself.
    .filter((path) => !['/manifest.json', '/packages.json'].includes(path))
  const named = JSON.parse(readFileSync(join(resources.rendererDir, 'manifest.json'), 'utf8')) as string[]
  expect(named.sort()).toEqual(built.sort())
})

test('the http host answers no path with a file that is not in the manifest', async () => {
  const isHarmless = createCheck()
  using directory = temporaryDirectory()
  const rendererDir = join(directory.path, 'renderer')
  cpSync(resources.rendererDir, rendererDir, { recursive: true })
  writeFileSync(join(rendererDir, 'planted.js'), 'planted')
  const { app } = createTestApp()
  const host = await startHttpHost({ app, rendererDir, port: 0, version: '1' })
  const { hostname, port } = new URL(host.url)

  const get = async (path: string) => {
    // A path goes out exactly as it is written, where the client lets it.
    const outgoing = request({ hostname, port, path, agent: false }).end()
    const [reply] = (await once(outgoing, 'response')) as [IncomingMessage]
    return { status: reply.statusCode ?? 0, body: await buffer(reply) }
  }
  for (const path of TRAVERSALS) {
    // Node refuses to send these; a browser encodes them.
    const sendable = /[^\u0021-\u00ff]/.test(path) ? encodeURI(path) : path
    const { status, body } = await get(sendable)
    expect([path, status, isHarmless(status, body)]).toEqual([path, status, true])
  }
  expect((await get('/')).body).toEqual(readFileSync(join(rendererDir, 'index.html')))
  await host.close()
  await app.close()
})
