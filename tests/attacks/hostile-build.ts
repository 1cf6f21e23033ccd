import { appendFileSync, cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { resources, temporaryDirectory } from '../helpers/test-app.ts'
import { startElsewhere } from './elsewhere.ts'
import { type Attempts, attack } from './hostile-script.ts'

/** Another site, and a copy of the built program whose own script ends with an attack that reaches for it. */
export async function createHostileBuild() {
  const elsewhere = await startElsewhere()
  const directory = temporaryDirectory()
  const root = directory.path
  cpSync(join(resources.rootDir, 'out'), join(root, 'out'), { recursive: true })
  for (const name of ['node_modules', 'migrations', 'seeds', 'package.json'])
    symlinkSync(join(resources.rootDir, name), join(root, name))
  const rendererDir = join(root, 'out', 'renderer')
  // Other scripts are loaded only once a screen needs them.
  const script = /<script[^>]* src="([^"]+)"/.exec(readFileSync(join(rendererDir, 'index.html'), 'utf8'))?.[1]
  if (script === undefined) throw new Error('The page of the build names no script')
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

export async function attemptsOf(page: Page): Promise<Attempts> {
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-attempts', /./)
  return JSON.parse((await html.getAttribute('data-attempts')) ?? '') as Attempts
}

export const which = (attempts: Attempts, result: 'done' | 'refused') =>
  Object.keys(attempts).filter((name) => attempts[name] === result)

/** Checks that nothing worked, nothing left the page and a form cannot be sent either. */
export async function expectPowerless(page: Page, { url, paths }: { url: string; paths: Set<string> }) {
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
