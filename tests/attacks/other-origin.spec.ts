import { request } from 'node:http'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { chromium, expect, test as base } from '@playwright/test'
import { type HttpHost, startHttpHost } from '../../src/main/hosts/http/server.ts'
import { chromiumArguments, chromiumPath } from '../helpers/chromium.ts'
import { wordpress } from '../helpers/samples.ts'
import { createTestApp, resources, type TestApp } from '../helpers/test-app.ts'
import { signIn } from '../helpers/transports.ts'
import { listen } from './elsewhere.ts'

interface Target {
  program: TestApp
  host: HttpHost
  workspaceId: string
}

/** The http host with a connector to steal and a workspace to write to. */
const test = base.extend<{ target: Target }>({
  // Playwright takes no fixture without a pattern that names its dependencies.
  target: async ({ browserName: _ }, use) => {
    const program = createTestApp()
    const { rendererDir, version } = resources
    const host = await startHttpHost({ app: program.app, rendererDir, port: 0, version })
    const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
    await program.api.connectors.install({ workspaceId, ...wordpress })
    await use({ program, host, workspaceId })
    await host.close()
    await program.app.close()
  },
})

const HOSTS = ['own', 'localhost', 'evil.example', 'other port', 'no port'] as const
const ORIGINS = [null, 'own', 'null', 'https://evil.example'] as const

test('of 40 combinations of Host, Origin and method only our own are answered', async ({
  target: { host, program, workspaceId },
}) => {
  const { hostname, port, host: authority } = new URL(host.url)
  const { cookie = '' } = (await signIn(host.oneTimeUrl())).headers
  const hostOf = {
    own: authority,
    localhost: `localhost:${port}`,
    'evil.example': `evil.example:${port}`,
    'other port': `${hostname}:1`,
    'no port': hostname,
  }
  let combinations = 0
  for (const name of HOSTS)
    for (const origin of ORIGINS)
      for (const method of ['GET', 'POST']) {
        combinations += 1
        const headers = {
          ...{ cookie, host: hostOf[name], 'x-workspace-id': workspaceId },
          ...(origin !== null && { origin: origin === 'own' ? host.url : origin }),
        }
        const body = method === 'POST' ? JSON.stringify({ ...wordpress, name: `${name} ${origin}` }) : undefined
        const path = method === 'POST' ? '/api/connectors' : '/api/installed'
        const outgoing = request({ hostname, port, method, path, headers, agent: false, setHost: false })
        outgoing.end(body)
        const [reply] = (await once(outgoing, 'response')) as [IncomingMessage]
        reply.resume()
        const isAllowed = name === 'own' && (origin === 'own' || (origin === null && method === 'GET'))
        expect([name, origin, method, reply.statusCode]).toEqual([name, origin, method, isAllowed ? 200 : 403])
        expect(reply.headers['access-control-allow-origin']).toBeUndefined()
      }
  expect(combinations).toBe(40)
  const names = (await program.api.connectors.list({ workspaceId })).map(({ name }) => name)
  expect(names.sort()).toEqual([wordpress.name, 'own own'].sort())
})

test('another site in the same browser can neither read nor write, whatever kind of request it makes', async ({
  page,
  target,
}) => {
  const { host, program, workspaceId } = target
  await page.goto(host.oneTimeUrl())
  await expect(page.getByRole('tab', { name: 'Installed' })).toBeVisible()
  const before = JSON.stringify(await program.api.connectors.list({ workspaceId }))

  const evil = await listen((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html>'),
  )
  await page.goto(evil.url.replace('127.0.0.1', 'localhost'))
  const readable = await page.evaluate(
    async ({ url, id }) => {
      const found: string[] = []
      const attempt = async (name: string, run: () => Promise<boolean>) => {
        if (await run().catch(() => false)) found.push(name)
      }
      const paths = ['/', '/api/catalog', '/api/installed', `/download/targets.export?workspaceId=${id}`, '/events']
      for (const path of paths)
        for (const mode of ['cors', 'no-cors'] as const)
          await attempt(`${mode} GET ${path}`, async () => {
            const signal = AbortSignal.timeout(500)
            const reply = await fetch(url + path, { mode, credentials: 'include', signal })
            return (await reply.text()) !== ''
          })
      const input = JSON.stringify({
        workspaceId: id,
        catalogKey: 'medium',
        name: 'From elsewhere',
        auth: { token: 'x' },
      })
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded'])
        for (const mode of ['cors', 'no-cors'] as const)
          for (const path of ['/call/connectors.install', '/api/connectors', '/session'])
            await attempt(`${mode} POST ${type} ${path}`, async () => {
              const headers = { 'Content-Type': type }
              const reply = await fetch(url + path, {
                method: 'POST',
                mode,
                credentials: 'include',
                headers,
                body: input,
              })
              return (await reply.text()) !== ''
            })
      await attempt('beacon', async () => {
        navigator.sendBeacon(`${url}/call/connectors.install`, input)
        return false
      })
      const loads = (element: HTMLElement) =>
        new Promise<boolean>((resolve) => {
          element.addEventListener('load', () => resolve(true))
          element.addEventListener('error', () => resolve(false))
          document.body.append(element)
        })
      for (const path of ['/api/catalog', '/api/installed', '/events'])
        await attempt(`script ${path}`, () =>
          loads(Object.assign(document.createElement('script'), { src: url + path })),
        )
      await attempt('image', () => loads(Object.assign(document.createElement('img'), { src: `${url}/api/catalog` })))
      await attempt('frame', async () => {
        const frame = document.createElement('iframe')
        frame.src = `${url}/`
        await loads(frame)
        return frame.contentDocument !== null
      })
      const events = new EventSource(`${url}/events`, { withCredentials: true })
      await attempt(
        'events',
        () =>
          new Promise((resolve) => {
            events.onopen = () => resolve(true)
            events.onerror = () => resolve(false)
          }),
      )
      return found
    },
    { url: host.url, id: workspaceId },
  )
  expect(readable).toEqual([])
  // A form is sent as a navigation, which no page can stop.
  const path = '/call/connectors.install'
  await page.evaluate(
    ({ action, name }) => {
      const form = Object.assign(document.createElement('form'), { action, method: 'post', enctype: 'text/plain' })
      form.append(Object.assign(document.createElement('input'), { name, value: '"}' }))
      document.body.append(form)
      form.submit()
    },
    {
      action: host.url + path,
      name: `{"workspaceId":"${workspaceId}","catalogKey":"medium","auth":{"token":"x"},"name":"`,
    },
  )
  await page.waitForURL(`**${path}`)
  await expect(page.locator('body')).toContainText('forbidden')
  expect(JSON.stringify(await program.api.connectors.list({ workspaceId }))).toBe(before)
  evil.close()
})

test('another site cannot show the screens in a frame', async ({ page, target: { host } }) => {
  const frameErrors: string[] = []
  page.on('console', (message) => frameErrors.push(message.text()))
  for (const markup of [
    `<iframe src="${host.url}/">`,
    `<iframe src="${host.url}/installed" sandbox="allow-scripts allow-same-origin">`,
    `<object data="${host.url}/">`,
    `<embed src="${host.url}/">`,
  ]) {
    const evil = await listen((_request, response) => response.setHeader('Content-Type', 'text/html').end(markup))
    await page.goto(evil.url)
    const inside = page.frames().find((frame) => frame !== page.mainFrame())
    expect([
      markup,
      (await inside
        ?.locator('#root')
        .count()
        .catch(() => 0)) ?? 0,
    ]).toEqual([markup, 0])
    evil.close()
  }
  expect(frameErrors.join('\n')).toMatch(/frame-ancestors|X-Frame-Options|refused to connect/i)
})

test('a name that is bound to our address again is not served', async ({ target: { host, workspaceId } }) => {
  const executablePath = chromiumPath()
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [...chromiumArguments(), '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  })
  const { port } = new URL(host.url)
  const page = await browser.newPage()
  const reply = await page.goto(`http://rebound.example:${port}/`)
  expect(reply?.status()).toBe(403)
  // Of one origin with what it asks, as rebinding makes it; the answer is still a refusal.
  const statuses = await page.evaluate(
    async (id) =>
      Promise.all(
        ['/', '/api/catalog', '/api/installed', '/events', `/download/targets.export?workspaceId=${id}`].map(
          async (path) => (await fetch(path, { credentials: 'include' })).status,
        ),
      ),
    workspaceId,
  )
  expect(statuses).toEqual([403, 403, 403, 403, 403])
  await browser.close()
})
