import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FormCase } from './case.ts'

const ORIGIN = 'http://forms.test'
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** Opens the page with one form, under the policy of production. */
export async function openForm(page: Page, folder: string, formCase: FormCase): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const file = pathname === '/' ? 'index.html' : pathname
    if (file === '/favicon.ico') return route.fulfill({ status: 204 })
    await route.fulfill({
      body: await readFile(join(folder, file)),
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      },
    })
  })
  await page.addInitScript((input) => {
    window.formCase = input
  }, formCase)
  await page.goto(`${ORIGIN}/`)
  await page.locator('form').waitFor({ state: 'attached' })
}
