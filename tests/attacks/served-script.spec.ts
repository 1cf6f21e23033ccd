import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { listStaticFiles } from '../../src/main/hosts/static-files.ts'
import { createTestApp } from '../helpers/test-app.ts'
import { listen } from './elsewhere.ts'
import { attemptsOf, createHostileBuild, expectPowerless, which } from './hostile-build.ts'

test('control: without a policy the same script does what it tries', async ({ page }) => {
  test.slow()
  using build = await createHostileBuild()
  const files = listStaticFiles(build.rendererDir)
  const open = await listen(({ url = '/' }, response) => {
    const file = files.get(url === '/' ? '/index.html' : url.replace(/\?.*/, ''))
    if (file) response.setHeader('Content-Type', file.type).end(file.read())
    else response.writeHead(404).end()
  })
  // What the attack loads may hold the end of loading up.
  await page.goto(open.url, { waitUntil: 'commit' })
  // These were let through and then failed: the answers are no socket, no font and no service worker.
  expect(which(await attemptsOf(page), 'refused')).toEqual(['service worker', 'WebSocket', 'font from elsewhere'])
  expect([...build.elsewhere.paths].sort()).toEqual([
    ...['/events', '/fetch', '/font.woff2', '/frame.html', '/image.svg', '/module.js', '/object.svg', '/request'],
    ...['/script.js', '/socket', '/style.css'],
  ])
  open.close()
})

test('a script inside the page of the http host can do none of it', async ({ page }) => {
  test.slow()
  using build = await createHostileBuild()
  const { app } = createTestApp()
  const host = await startHttpHost({ app, rendererDir: build.rendererDir, port: 0, version: '1' })
  await page.goto(host.oneTimeUrl())
  await expectPowerless(page, build.elsewhere)
  await host.close()
  await app.close()
})
