import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { projectPath } from '../../helpers/paths.ts'
import { styleSheet } from '../../helpers/screens/first-scripts.ts'

const BARE = 'http://cards.test/'
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
const ROOT = projectPath('tests/bench/bare-cards')
/** The style sheet of the program, which a page of its markup names. */
const PROGRAM_STYLES = '/program.css'

/**
 * Builds the pages of the virtualised list alone, with the plainest cards and with the markup of the program; answers their
 * folder, which the caller removes.
 */
export async function buildBare(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-cards-'))
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: ['index.html', 'same.html'].map((name) => join(ROOT, name)) },
    },
  })
  return folder
}

/** Opens one of these pages. */
export async function openBare(page: Page, folder: string, name = 'index.html'): Promise<void> {
  await page.route(`${BARE}**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 })
    const contentType = TYPES[extname(pathname)] ?? 'application/octet-stream'
    if (pathname === PROGRAM_STYLES) return route.fulfill({ body: styleSheet(), contentType })
    const root = extname(pathname) === '.woff2' ? projectPath('out/renderer') : folder
    await route.fulfill({ body: await readFile(join(root, pathname)), contentType })
  })
  await page.goto(BARE + name)
}
