import { appendFileSync, cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { listStaticFiles } from '../../src/main/hosts/static-files.ts'
import { createDesktop, launchStandIn } from '../electron/stand-in/chromium/launch.ts'
import { createTestApp, resources, temporaryDirectory } from '../helpers/test-app.ts'
import { listen, startElsewhere } from './elsewhere.ts'
import { type Attempts, attack } from './hostile-script.ts'

/** Another site, and a copy of the built program whose own script ends with an attack that reaches for it. */
async function createHostileBuild() {
  const elsewhere = await startElsewhere()
  const directory = temporaryDirectory()
  const root = directory.path
  cpSync(join(resources.rootDir, 'out'), join(root, 'out'), { recursive: true })
  for (const name of ['node_modules', 'migrations', 'seeds', 'package.json'])
    symlinkSync(join(resources.rootDir, name), join(root, name))
  const rendererDir = join(root, 'out', 'renderer')
  const script = [...listStaticFiles(rendererDir).keys()].find((path) => path.endsWith('.js')) ?? ''
  appendFileSync(
    join(rendererDir, script),
    // The attack loads its own script once more, which must not start it again.
    `\nif (!globalThis.attacking) (${attack.toString()})(${JSON.stringify(elsewhere.url)}).then((attempts) => {
      document.documentElement.dataset.attempts = JSON.stringify(attempts)
    })`,
  )
  const dispose = () => {
    elsewhere.close()
    directory[Symbol.dispose]()
  }
  return { elsewhere, root, rendererDir, [Symbol.dispose]: dispose }
}

async function attemptsOf(page: Page): Promise<Attempts> {
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-attempts', /./, { timeout: 30_000 })
  return JSON.parse((await html.getAttribute('data-attempts')) ?? '') as Attempts
}

const which = (attempts: Attempts, result: 'done' | 'refused') =>
  Object.keys(attempts).filter((name) => attempts[name] === result)

test('control: without a policy the same script does what it tries', async ({ page }) => {
  test.slow()
  using build = await createHostileBuild()
  const files = listStaticFiles(build.rendererDir)
  const open = await listen(({ url = '/' }, response) => {
    const file = files.get(url === '/' ? '/index.html' : url.replace(/\?.*/, ''))
    if (file) response.setHeader('Content-Type', file.type).end(file.read())
    else response.writeHead(404).end()
  })
  await page.goto(open.url)
  // These were let through and then failed: the answers are no socket, no font and no service worker.
  expect(which(await attemptsOf(page), 'refused')).toEqual(['service worker', 'WebSocket', 'font from elsewhere'])
  expect([...build.elsewhere.paths].sort()).toEqual([
    ...['/events', '/fetch', '/font.woff2', '/frame.html', '/image.svg', '/module.js', '/object.svg', '/request'],
    ...['/script.js', '/socket', '/style.css'],
  ])
  open.close()
})

/** Checks that nothing worked, nothing left the page and a form cannot be sent either. */
async function expectPowerless(page: Page, { url, paths }: { url: string; paths: Set<string> }) {
  const attempts = await attemptsOf(page)
  expect(which(attempts, 'refused').length).toBeGreaterThan(30)
  expect(which(attempts, 'done')).toEqual([])
  const violated = await page.evaluate((action) => {
    const form = Object.assign(document.createElement('form'), { action, method: 'post' })
    document.body.append(form)
    return new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective))
      form.submit()
    })
  }, url)
  expect(violated).toBe('form-action')
  expect([...paths]).toEqual([])
}

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

test('a script inside the page of the Electron host can do none of it', async ({ context }) => {
  test.slow()
  using build = await createHostileBuild()
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const standIn = launchStandIn({ context, root: build.root, dataDir, desktop: createDesktop() })
  const { page, escaped } = await standIn.firstWindow()
  await expectPowerless(page, build.elsewhere)
  expect(escaped).toEqual([])
  expect(await standIn.quit()).toBe(0)
})
