import { expect, test } from '@playwright/test'
import { listen } from './elsewhere.ts'
import { startTarget } from './target.ts'

test('another site in the same browser can neither read nor write, whatever kind of request it makes', async ({
  page,
}) => {
  await using target = await startTarget()
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
      const names: string[] = []
      const attempt = async (name: string, run: () => Promise<boolean>) => {
        if (await run().catch(() => false)) names.push(name)
      }
      const paths = ['/', '/api/catalog', '/api/installed', `/api/publish-targets/export?workspaceId=${id}`, '/events']
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
      return names
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

test('a page on another port of this computer, which gets our cookie, can lead a browser to nothing but the screens', async ({
  page,
}) => {
  await using target = await startTarget()
  const { host, program } = target
  await page.goto(host.oneTimeUrl())
  await expect(page.getByRole('tab', { name: 'Installed' })).toBeVisible()
  const evil = await listen((_request, response) => response.setHeader('Content-Type', 'text/html').end('<a>on</a>'))
  const follow = async (path: string) => {
    await page.goto(evil.url)
    await page.evaluate((href) => Object.assign(document.querySelector('a') ?? {}, { href }), host.url + path)
    await page.getByText('on').click()
  }
  for (const path of ['/api/publish-targets/export?workspaceId=1', '/api/session', '/api/catalog']) {
    await follow(path)
    await expect(page.locator('body')).toContainText('Requests from another site are refused')
  }
  expect((await program.api.workspaces.list({})).map(({ name }) => name)).toEqual(['Acme'])
  await follow('/installed')
  await expect(page.getByRole('tab', { name: 'Installed' })).toBeVisible()
  evil.close()
})

test('another site cannot show the screens in a frame', async ({ page }) => {
  await using target = await startTarget()
  const { host } = target
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
