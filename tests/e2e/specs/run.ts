/**
 * Drives every entry of a catalog file through the program: `npm run test:specs -- FILE [KEY…]`. It starts the http
 * host on a new data directory, imports the file, and adds, fills in, saves, reads back and opens again a connector of
 * each entry in Chromium. Prints one line per entry and a summary; the exit code is 1 when an entry has problems.
 */
import { chromium, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import { SESSION_HEADER } from '../../../src/contract/http.ts'
import type { CatalogEntry, LintedEntry } from '../../../src/contract/groups/catalog.ts'
import type { Connector } from '../../../src/contract/groups/connectors.ts'
import { chromiumOptions } from '../../helpers/chromium.ts'
import { createCli, PASSPHRASE } from '../../helpers/cli.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { drive, type Rest } from './drive.ts'
import { listenToConsole, openAdd } from './screens.ts'

const [file, ...keys] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: npm run test:specs -- FILE [KEY…]')
  process.exit(2)
}

// The person's own keychain is not used.
using directory = temporaryDirectory()
const cli = createCli(directory.path)

/** The value of a command that must succeed. */
const patchbay = async <T>(...args: string[]): Promise<T> => {
  const { code, value } = await cli.json(args)
  if (code !== 0) throw new Error(value.error?.message ?? JSON.stringify(value))
  return value as T
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
    unlock: () => answer('POST', '/keys/open', { passphrase: PASSPHRASE }),
    remove: (id) => answer('DELETE', `/connectors/${id}`),
  }
}

const { id: workspaceId } = await patchbay<{ id: string }>('workspace', 'create', 'Specs')
const source = resolve(process.env['INIT_CWD'] ?? '.', file)
const { entries } = await patchbay<{ entries: LintedEntry[] }>('catalog', 'import', source)
const selection = entries.filter(({ key }) => keys.length === 0 || keys.includes(key))
await using program = await cli.hold()
const url = program.oneTimeUrl
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
}
console.log(`${successes} of ${selection.length}`)
process.exitCode = successes === selection.length ? 0 : 1
