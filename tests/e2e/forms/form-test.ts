import { test as base, expect, type Page } from '@playwright/test'
import { existsSync, mkdirSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { projectPath } from '../../helpers/paths.ts'
import { buildHarness } from './harness/build.ts'
import type { FormCase } from './harness/case.ts'
import { openForm } from './harness/serve.ts'

type Json = Record<string, unknown>
type Open = (formCase: Partial<FormCase> & { config?: Json; schema?: Json; auth?: Json }) => Promise<Page>

const EMPTY_FORM: FormCase = { schemas: { configSchema: {}, authSchema: {} } }

/** A page with one form after the other. The test fails on console errors and violations of the page's policy. */
export const test = base.extend<{ open: Open }, { folder: string; formPage: Page }>({
  folder: [
    // Playwright reads the needs of a fixture from its first parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use, { project }) => use(await harnessOf(project.outputDir)),
    { scope: 'worker' },
  ],
  // Loading the page takes longer than most tests, which leave nothing in it that the next form would keep.
  formPage: [
    async ({ browser, folder }, use) => {
      const page = await browser.newPage()
      await openForm(page, folder, EMPTY_FORM)
      await use(page)
      await page.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ formPage }, use) => {
    await use(formPage)
    await formPage.emulateMedia({ colorScheme: null })
  },
  open: async ({ page }, use) => {
    const complaints: string[] = []
    const onConsole = (message: { type(): string; text(): string }) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    }
    const onError = (error: Error) => complaints.push(String(error))
    page.on('console', onConsole).on('pageerror', onError)
    await use(async ({ schema = {}, auth = {}, ...formCase }) => {
      const next: FormCase = { schemas: { configSchema: schema, authSchema: auth }, ...formCase }
      await page.evaluate((input) => window.showForm(input), next)
      return page
    })
    page.off('console', onConsole).off('pageerror', onError)
    expect(complaints).toEqual([])
  },
})

/** The built page, which the first worker that needs it builds for all of a run. */
async function harnessOf(outputDir: string): Promise<string> {
  const folder = join(outputDir, 'form-page')
  mkdirSync(outputDir, { recursive: true })
  try {
    mkdirSync(`${folder}-begun`)
  } catch {
    await expect.poll(() => existsSync(folder)).toBe(true)
    return folder
  }
  const building = `${folder}-building`
  await buildHarness(building)
  await rename(building, folder)
  return folder
}

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
