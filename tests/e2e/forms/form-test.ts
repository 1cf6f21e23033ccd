import { test as base, expect, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { projectPath } from '../../helpers/paths.ts'
import { buildHarness } from './harness/build.ts'
import type { FormCase } from './harness/case.ts'
import { openForm } from './harness/serve.ts'

type Json = Record<string, unknown>
type Open = (formCase: Partial<FormCase> & { config?: Json; schema?: Json; auth?: Json }) => Promise<Page>

/** A page with a form. The test fails on console errors and violations of the page's policy. */
export const test = base.extend<{ open: Open }, { folder: string }>({
  folder: [
    async ({ browserName: _browser }, use) => {
      const { folder, remove } = await buildHarness()
      await use(folder)
      await remove()
    },
    { scope: 'worker' },
  ],
  open: async ({ page, folder }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await use(async ({ schema = {}, auth = {}, ...formCase }) => {
      await openForm(page, folder, { schemas: { configSchema: schema, authSchema: auth }, ...formCase })
      return page
    })
    expect(complaints).toEqual([])
  },
})

/** Reads a schema of tests/fixtures/forms. */
export const fixture = async (name: string): Promise<Json> =>
  JSON.parse(await readFile(projectPath(`tests/fixtures/forms/${name}.json`), 'utf8')) as Json

/** Presses Save and returns what the form submits. */
export async function save(page: Page) {
  const before = await page.evaluate(() => window.submitted.length)
  await page.getByRole('button', { name: 'Save' }).click()
  const submission = await page.evaluate(() => window.submitted)
  expect(submission).toHaveLength(before + 1)
  const last = submission.at(-1)
  if (!last) throw new Error('The form was not submitted')
  return last
}

export const config = async (page: Page) => (await save(page)).config

export { expect }
