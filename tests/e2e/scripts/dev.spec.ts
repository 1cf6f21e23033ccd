import { appendFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { SESSION_HEADER } from '../../../src/contract/http.ts'
import { copyProject, type ProjectCopy } from './project-copy.ts'
import { holderOf, isAlive, startScript } from './start-script.ts'

/** `npm run dev` on a copy of the project, with data beside it; ended with `using`. */
function startDev({ path }: ProjectCopy) {
  const script = startScript('dev.ts', ['--data-dir', join(path, 'data')], { project: path })
  return {
    ...script,
    /** Opens the screens, signed in. */
    open: async (page: Page) => {
      await page.goto((await script.url) ?? script.output())
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    },
    programPid: () => holderOf(join(path, 'data')),
  }
}

// A start that bundles all packages, and eight changes, take long.
test.setTimeout(480_000)

test('a change of the screens shows at once, one of the program restarts it, and no other browser gets data', async ({
  page,
  request,
}) => {
  using copy = copyProject()
  await using dev = startDev(copy)
  await dev.open(page)
  const heading = page.getByRole('heading', { level: 1 })
  const words = (await heading.textContent()) ?? ''
  copy.replace('src/renderer', words, 'Changed words')
  await expect(heading).toHaveText('Changed words')

  // A style change does not reload the page.
  const field = page.getByRole('textbox').first()
  await field.fill('Acme')
  appendFileSync(join(copy.path, 'src/renderer/styles/app.css'), 'h1 { letter-spacing: 7px }')
  await expect(heading).toHaveCSS('letter-spacing', '7px')
  await expect(field).toHaveValue('Acme')

  // A syntax error shows until the next save fixes it.
  copy.replace('src/renderer', "'Changed words'", "'Changed words")
  await expect.poll(dev.output).toContain('Unterminated string')
  copy.replace('src/renderer', "'Changed words", "'Repaired words'")
  await expect(heading).toHaveText('Repaired words')

  // The page stays signed in while the program restarts.
  const first = dev.programPid()
  const docs = () => page.evaluate(async () => (await fetch('/api/docs')).text())
  expect(await docs()).toContain('<h1>Patchbay REST interface</h1>')
  const loaded = page.waitForEvent('load')
  copy.replace('src/main', '<h1>Patchbay REST interface</h1>', '<h1>Changed interface</h1>')
  await loaded
  await expect(heading).toBeVisible()
  expect(await docs()).toContain('<h1>Changed interface</h1>')
  expect(isAlive(first)).toBe(false)

  const broken = copy.replace('src/main', '<h1>Changed interface</h1>', '<h1>${broken</h1>')
  await expect.poll(dev.output).toContain('It restarts after the next change')
  expect(dev.output()).toContain(basename(broken))
  const repaired = page.waitForEvent('load')
  copy.replace('src/main', '<h1>${broken</h1>', '<h1>Repaired interface</h1>')
  await repaired
  await expect(heading).toBeVisible()
  expect(await docs()).toContain('<h1>Repaired interface</h1>')

  const { origin } = new URL(page.url())
  const headers = { Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' }
  expect((await request.get(`${origin}/api/workspaces`)).status()).toBe(401)
  expect((await page.request.get(`${origin}/api/workspaces`)).status()).toBe(401)
  const session = await page.evaluate(() => sessionStorage.getItem('patchbay-session'))
  const own = { [SESSION_HEADER]: session ?? '' }
  const foreign = { ...headers, ...own }
  expect((await page.request.get(`${origin}/api/workspaces`, { headers: own })).status()).toBe(200)
  expect((await page.request.get(`${origin}/api/workspaces`, { headers: foreign })).status()).toBe(403)
  expect((await page.request.post(`${origin}/call/workspaces.list`, { headers: foreign, data: {} })).status()).toBe(403)

  // Windows has no signals.
  if (process.platform === 'win32') return
  // A kill leaves no process; the spec of the gallery sends the signals that can be caught.
  const program = dev.programPid()
  expect(await dev.end('SIGKILL')).toEqual([null, 'SIGKILL'])
  await expect.poll(() => isAlive(program)).toBe(false)
})
