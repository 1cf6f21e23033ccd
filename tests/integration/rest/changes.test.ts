import { afterEach, beforeEach, expect, test } from 'vitest'
import { type HttpHost, type HttpHostOptions, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

let program: TestApp
let host: HttpHost
let acme: string
let globex: string

const start = async (limits: HttpHostOptions['limits'] = {}) => {
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3', limits })
}

beforeEach(async () => {
  program = createTestApp()
  acme = (await program.api.workspaces.create({ name: 'Acme' })).id
  globex = (await program.api.workspaces.create({ name: 'Globex' })).id
  await start()
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await host.close()
  await program.app.close()
})

interface Event {
  event: string
  id: string
  data: unknown
}

/** Listens for changes; `next` answers one event after the other, null at the end of the stream. */
async function listen(headers: Record<string, string>) {
  const stop = new AbortController()
  const response = await fetch(`${host.url}/api/changes`, { headers, signal: stop.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  const block = async (): Promise<string | null> => {
    while (!rest.includes('\n\n')) {
      const { done, value } = await reader.read()
      if (done) return null
      rest += value
    }
    const [first = '', ...others] = rest.split('\n\n')
    rest = others.join('\n\n')
    return first
  }
  const next = async (): Promise<Event | null> => {
    for (let text = await block(); text !== null; text = await block()) {
      const fields = Object.fromEntries(
        text.split('\n').map((line): [string, string] => {
          const [name = '', ...value] = line.split(': ')
          return [name, value.join(': ')]
        }),
      )
      if (fields['data'] !== undefined)
        return { event: fields['event'] ?? '', id: fields['id'] ?? '', data: JSON.parse(fields['data']) }
    }
    return null
  }
  return { status: response.status, headers: response.headers, next, block, stop: () => stop.abort() }
}

const bearer = async (input: Parameters<TestApp['api']['tokens']['create']>[0]) => ({
  authorization: `Bearer ${(await program.api.tokens.create(input)).token}`,
})
const install = (workspaceId: string, name = 'Blog') =>
  program.api.connectors.install({ workspaceId, ...wordpress, name })

/** The next events that are about connectors. */
async function connectorNews(stream: Awaited<ReturnType<typeof listen>>, count: number) {
  const news: unknown[] = []
  while (news.length < count) {
    const event = await stream.next()
    if (event === null) return news
    if ((event.data as { topic?: string }).topic === 'connectors' || event.event === 'reload')
      news.push(event.event === 'reload' ? 'reload' : (event.data as { workspaceId: string }).workspaceId)
  }
  return news
}

test('a program hears of the changes of its workspaces and of no other', async () => {
  const stream = await listen(await bearer({ name: 'Acme', workspaceIds: [acme] }))
  expect(stream.status).toBe(200)
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  expect(await stream.next()).toMatchObject({ event: 'ready' })
  await install(globex)
  await install(acme)
  expect(await connectorNews(stream, 1)).toEqual([acme])
  stream.stop()
  // A session has all of its person's.
  const all = await listen((await signIn(host.oneTimeUrl())).headers)
  await all.next()
  await install(globex, 'Other')
  await install(acme, 'Another')
  expect(await connectorNews(all, 2)).toEqual([globex, acme])
  all.stop()
})

test('a program goes on after the last event that it has seen, and reads all again where that is not known', async () => {
  const headers = await bearer({ name: 'Reader' })
  const first = await listen(headers)
  const { id = '' } = (await first.next()) ?? {}
  first.stop()
  await install(acme)
  await install(globex)
  const resumed = await listen({ ...headers, 'last-event-id': id })
  expect(await resumed.next()).toMatchObject({ event: 'ready', id })
  expect(await connectorNews(resumed, 2)).toEqual([acme, globex])
  resumed.stop()
  for (const other of ['', 'x', 'another-start.0', id.replace(/\d+$/, '999999'), id.replace(/\d+$/, '-1')]) {
    const stream = await listen({ ...headers, 'last-event-id': other })
    expect([other, await stream.next()]).toMatchObject([other, { event: 'reload' }])
    stream.stop()
  }
})

test('who has missed more than is kept reads all again', async () => {
  const headers = await bearer({ name: 'Reader' })
  const first = await listen(headers)
  const { id = '' } = (await first.next()) ?? {}
  first.stop()
  for (let count = 0; count <= 1000; count += 1) program.app.changes.emit({ workspaceId: acme, topic: 'views' })
  const late = await listen({ ...headers, 'last-event-id': id })
  expect(await late.next()).toMatchObject({ event: 'reload' })
  late.stop()
})

test('another database means that anything may have changed', async () => {
  const stream = await listen(await bearer({ name: 'Reader' }))
  await stream.next()
  program.app.changes.emit({ workspaceId: null, topic: 'everything' })
  expect(await stream.next()).toMatchObject({ event: 'reload' })
  stream.stop()
})

test('a stream ends with its token, and as a whole answer when the host ends', async () => {
  const { id, token } = await program.api.tokens.create({ name: 'Short' })
  const short = await listen({ authorization: `Bearer ${token}` })
  await short.next()
  await program.api.tokens.revoke({ id })
  expect(await short.next()).toBeNull()
  const other = await listen(await bearer({ name: 'Other' }))
  await other.next()
  await host.close()
  expect(await other.next()).toBeNull()
  await start()
})

test('a stream without news shows that it is still there, and notices the end of its token then', async () => {
  await host.close()
  await start({ heartbeatMs: 5 })
  const stream = await listen(await bearer({ name: 'Until March', expiresOn: '2026-03-31' }))
  await stream.next()
  expect(await stream.block()).toBe(': still here')
  program.clock.set('2026-04-02T09:00:00.000Z')
  expect(await stream.next()).toBeNull()
})

test('only so many programs listen at a time, and a place is free once one has ended', async () => {
  await host.close()
  await start({ streams: 2 })
  const headers = await bearer({ name: 'Many' })
  const streams = [await listen(headers), await listen(headers)]
  for (const stream of streams) await stream.next()
  const refused = await fetch(`${host.url}/api/changes`, { headers })
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(await refused.json()).toMatchObject({ reason: 'many_streams', code: 'unavailable', status: 429 })
  streams[0]?.stop()
  await expect
    .poll(async () => {
      const stream = await listen(headers)
      stream.stop()
      return stream.status
    })
    .toBe(200)
  streams[1]?.stop()
})

test('nothing is streamed without a token or a session', async () => {
  expect((await fetch(`${host.url}/api/changes`)).status).toBe(401)
  expect((await fetch(`${host.url}/api/changes`, { headers: { authorization: 'Bearer x' } })).status).toBe(401)
})
