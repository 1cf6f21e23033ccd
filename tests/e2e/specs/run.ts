/**
 * Drives every entry of a catalog file through the program: `npm run test:specs -- FILE [KEY…]`. It starts the http
 * host on a new data directory, imports the file, and adds, fills in, saves, reads back and opens again a connector of
 * each entry in Chromium. Prints one line per entry and a summary; the exit code is 1 when an entry has problems.
 */
import { chromium, type Page } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { SESSION_HEADER } from '../../../src/contract/http.ts'
import type { CatalogEntry, LintedEntry } from '../../../src/contract/groups/catalog.ts'
import type { Connector } from '../../../src/contract/groups/connectors.ts'
import { chromiumOptions } from '../../helpers/chromium.ts'
import { projectPath } from '../../helpers/paths.ts'
import { drive, type Rest } from './drive.ts'
import { listenToConsole, openAdd } from './screens.ts'

const [file, ...keys] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: npm run test:specs -- FILE [KEY…]')
  process.exit(2)
}

const root = mkdtempSync(join(tmpdir(), 'patchbay-specs-'))
const passphrase = 'correct horse battery staple'
writeFileSync(join(root, 'passphrase'), `${passphrase}\n`, { mode: 0o600 })
const cli = projectPath('out/main/cli.js')
const options = ['--data-dir', join(root, 'data'), '--json']
// The person's own keychain is not used.
const environment = {
  PATH: process.env['PATH'],
  HOME: root,
  PATCHBAY_PASSPHRASE_FILE: join(root, 'passphrase'),
}

const patchbay = (...args: string[]): Record<string, unknown> => {
  const settings = { env: environment, encoding: 'utf8' as const, maxBuffer: 1e9 }
  return JSON.parse(execFileSync(process.execPath, [cli, ...args, ...options], settings)) as Record<string, unknown>
}

async function serve(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', ...options], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, url: (JSON.parse(line) as { oneTimeUrl: string }).oneTimeUrl }
}

/** The REST interface, signed in with the session of the page. */
function restOf(page: Page, origin: string, workspaceId: string): Rest & { unlock(): Promise<unknown> } {
  const headersNow = async () => ({
    ...{ 'X-Workspace-Id': workspaceId, origin },
    [SESSION_HEADER]: (await page.evaluate(() => sessionStorage.getItem('patchbay-session'))) ?? '',
  })
  const answer = async <T>(method: 'GET' | 'POST' | 'DELETE', path: string, data?: object): Promise<T> => {
    const headers = await headersNow()
    const response = await page.request.fetch(`${origin}/api${path}`, { method, headers, ...(data && { data }) })
    if (!response.ok()) throw new Error(`${method} ${path}: ${await response.text()}`)
    return (await response.json()) as T
  }
  return {
    entry: (key) => answer<CatalogEntry>('GET', `/catalog/${key}`),
    connector: (id) => answer<Connector>('GET', `/connectors/${id}`),
    unlock: () => answer('POST', '/keys/open', { passphrase }),
    remove: (id) => answer('DELETE', `/connectors/${id}`),
  }
}

const { id: workspaceId } = patchbay('workspace', 'create', 'Specs') as { id: string }
const { entries } = patchbay('catalog', 'import', resolve(process.env['INIT_CWD'] ?? '.', file)) as {
  entries: LintedEntry[]
}
const selection = entries.filter(({ key }) => keys.length === 0 || keys.includes(key))
const { child, url } = await serve()
const browser = await chromium.launch(chromiumOptions())
let successes = 0
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const log = listenToConsole(page)
  await page.goto(url)
  const rest = restOf(page, new URL(url).origin, workspaceId)
  await page.getByRole('tab', { name: 'Catalog' }).waitFor()
  await rest.unlock()
  for (const { key, name, verdict, secrets, problems: lint } of selection) {
    const start = performance.now()
    let problems: string[] = []
    let size = ''
    if (verdict === 'refused') {
      problems = lint.filter(({ level }) => level === 'refused').map(({ path, message }) => `${path}: ${message}`)
    } else {
      try {
        const driven = await drive(page, rest, { key, secrets }, () => openAdd(page, { key, name }))
        problems = driven.problems
        size = `, ${driven.fields} controls, ${driven.ways} ways`
      } catch (error) {
        problems = [error instanceof Error ? error.message : String(error)]
        await page.reload()
      }
    }
    problems.push(...log.take())
    if (problems.length === 0) successes += 1
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'}  ${key} (${verdict}${size}, ${seconds} s)`)
    for (const problem of problems) console.log(`        ${problem}`)
  }
} finally {
  await browser.close()
  child.kill()
  await once(child, 'exit')
  rmSync(root, { recursive: true, force: true })
}
console.log(`${successes} of ${selection.length}`)
process.exitCode = successes === selection.length ? 0 : 1
