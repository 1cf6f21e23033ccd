import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { copyProject, type ProjectCopy } from './project-copy.ts'

/** How long a build step or a start may take on a busy machine, in milliseconds. */
const LIMIT_MS = 120_000
test.setTimeout(5 * LIMIT_MS)

/** Starts `npm run dev` on a copy of the project, with data beside it; ended with `using`. */
function startDev({ path }: ProjectCopy) {
  const args = ['scripts/dev.ts', '--data-dir', join(path, 'data'), '--no-open']
  const child = spawn(process.execPath, args, { cwd: path, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    /** Everything that the terminal shows so far. */
    output: () => output,
    /** Shows the screens, signed in. */
    open: async (page: Page) => {
      const url = () => /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(output)?.[0] ?? ''
      await expect.poll(url, { timeout: LIMIT_MS }).not.toBe('')
      await page.goto(url())
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: LIMIT_MS })
    },
    /** The process that works on the data, as that itself says. */
    programPid: () => (JSON.parse(readFileSync(join(path, 'data', 'lock.json'), 'utf8')) as { pid: number }).pid,
    end,
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a change of the screens is shown at once, and a mistake is named until the next save repairs it', async ({
  page,
}) => {
  using copy = copyProject()
  await using dev = startDev(copy)
  await dev.open(page)
  const heading = page.getByRole('heading', { level: 1 })
  const words = (await heading.textContent()) ?? ''
  copy.replace('src/renderer', words, 'Changed words')
  await expect(heading).toHaveText('Changed words', { timeout: LIMIT_MS })

  // A style comes without loading the page.
  const field = page.getByRole('textbox').first()
  await field.fill('Acme')
  appendFileSync(join(copy.path, 'src/renderer/styles/app.css'), 'h1 { letter-spacing: 7px }')
  await expect(heading).toHaveCSS('letter-spacing', '7px', { timeout: LIMIT_MS })
  await expect(field).toHaveValue('Acme')

  copy.replace('src/renderer', "'Changed words'", "'Changed words")
  await expect.poll(dev.output, { timeout: LIMIT_MS }).toContain('Unterminated string')
  copy.replace('src/renderer', "'Changed words", "'Repaired words'")
  await expect(heading).toHaveText('Repaired words', { timeout: LIMIT_MS })
})

test('a change of the program is served after its restart, to a page that stays signed in', async ({ page }) => {
  using copy = copyProject()
  await using dev = startDev(copy)
  await dev.open(page)
  const first = dev.programPid()
  const docs = () => page.evaluate(async () => (await fetch('/api/docs')).text())
  expect(await docs()).toContain('<h1>Patchbay REST interface</h1>')

  const loaded = page.waitForEvent('load', { timeout: LIMIT_MS })
  copy.replace('src/main', '<h1>Patchbay REST interface</h1>', '<h1>Changed interface</h1>')
  await loaded
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: LIMIT_MS })
  expect(await docs()).toContain('<h1>Changed interface</h1>')
  expect(isAlive(first)).toBe(false)

  const broken = copy.replace('src/main', '<h1>Changed interface</h1>', '<h1>${broken</h1>')
  await expect.poll(dev.output, { timeout: LIMIT_MS }).toContain('it starts again after the next change')
  expect(dev.output()).toContain(basename(broken))
  const repaired = page.waitForEvent('load', { timeout: LIMIT_MS })
  copy.replace('src/main', '<h1>${broken</h1>', '<h1>Repaired interface</h1>')
  await repaired
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: LIMIT_MS })
  expect(await docs()).toContain('<h1>Repaired interface</h1>')
})

test('nobody else gets data, and an interrupt or a kill leaves no process behind', async ({ page, request }) => {
  test.skip(process.platform === 'win32', 'Windows has no signals')
  using copy = copyProject()
  {
    await using dev = startDev(copy)
    await dev.open(page)
    const { origin } = new URL(page.url())
    const headers = { Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' }
    expect((await request.get(`${origin}/api/workspaces`)).status()).toBe(401)
    expect((await page.request.get(`${origin}/api/workspaces`)).status()).toBe(200)
    expect((await page.request.get(`${origin}/api/workspaces`, { headers })).status()).toBe(403)
    expect((await page.request.post(`${origin}/call/workspaces.list`, { headers, data: {} })).status()).toBe(403)

    const program = dev.programPid()
    expect(await dev.end('SIGINT')).toEqual([0, null])
    expect(isAlive(program)).toBe(false)
  }
  await using again = startDev(copy)
  await again.open(page)
  const program = again.programPid()
  expect(await again.end('SIGKILL')).toEqual([null, 'SIGKILL'])
  await expect.poll(() => isAlive(program), { timeout: LIMIT_MS }).toBe(false)
})
