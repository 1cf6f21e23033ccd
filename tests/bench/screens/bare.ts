import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { projectPath } from '../../helpers/paths.ts'

const BARE = 'http://cards.test/'
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Builds the page of the virtualised list alone; answers its folder, which the caller removes. */
export async function buildBare(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-cards-'))
  await build({
    root: projectPath('tests/bench/bare-cards'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, modulePreload: false },
  })
  return folder
}

/** Opens that page. */
export async function openBare(page: Page, folder: string, search = ''): Promise<void> {
  await page.route(`${BARE}**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const file = pathname === '/' ? 'index.html' : pathname
    if (file === '/favicon.ico') return route.fulfill({ status: 204 })
    await route.fulfill({
      body: await readFile(join(folder, file)),
      contentType: TYPES[extname(file)] ?? 'application/octet-stream',
    })
  })
  await page.goto(BARE + search)
}
