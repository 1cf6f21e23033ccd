import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { type AppApi, type AppContract, createClient } from '../../../src/contract/index.ts'
import { chromiumOptions } from '../../helpers/chromium.ts'
import { createCli } from '../../helpers/cli.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { fillWorkspace } from '../fill.ts'
import { type Figure, quantile } from '../measure.ts'

const CONNECTORS = 1000
const CHANGES = 20
const TARGET_MS = 200

/** From the instant of a change that is made elsewhere to its paint in a window, with 1,000 connectors in the list. */
export async function benchElsewhere(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  const { value } = await cli.json(['workspace', 'create', 'Acme'])
  const workspaceId = String(value['id'])
  const store = openTestStore(join(cli.dataDir, 'patchbay.db'))
  fillWorkspace(store, workspaceId, CONNECTORS)
  store.close()
  await using held = await cli.hold()
  const browser = await chromium.launch(chromiumOptions())
  try {
    const page = await (await browser.newContext()).newPage()
    await page.goto(held.oneTimeUrl.replace('/#', '/installed#'))
    await page.getByRole('heading', { name: 'c connector 0000000' }).waitFor()
    const id = `${workspaceId}-c-0`
    const byCli = async (message: string) =>
      String((await cli.json(['connector', 'mark-error', id, '--message', message])).value['updatedAt'])
    const url = String(((await cli.json(['open', '--no-open'])).value as { oneTimeUrl?: string }).oneTimeUrl)
    const other = await (await browser.newContext()).newPage()
    await other.goto(url.replace('/#', '/installed#'))
    await other.getByRole('heading', { name: 'c connector 0000000' }).waitFor()
    const api = apiOfPage(other)
    const byPage = async (message: string) => (await api.connectors.markError({ workspaceId, id, message })).updatedAt
    return [
      figure('by another page', await times(page, 'a', byPage)),
      figure('by the command line in a process of its own', await times(page, 'b', byCli)),
    ]
  } finally {
    await browser.close()
  }
}

const figure = (by: string, all: readonly number[]): Figure => ({
  what: `a change ${by}, painted in a window with ${CONNECTORS} connectors: median, p95`,
  measured: `${quantile([...all], 0.5).toFixed(0)} ms, ${quantile([...all], 0.95).toFixed(0)} ms`,
  target: `<= ${TARGET_MS} ms`,
  met: quantile([...all], 0.95) <= TARGET_MS,
})

/** Milliseconds from the instant that a change has in the database to its paint, of several changes of one error. */
async function times(page: Page, prefix: string, change: (message: string) => Promise<string>): Promise<number[]> {
  const all: number[] = []
  for (let round = 0; round < CHANGES; round += 1) {
    const message = `${prefix} failed ${round}`
    const [painted, at] = await Promise.all([page.evaluate(paintOf, message), change(message)])
    all.push(painted - Date.parse(at))
  }
  return all
}

/** Runs in the page: the instant at which a card with this error has been painted. */
function paintOf(message: string): Promise<number> {
  return new Promise((resolve) => {
    const check = () =>
      requestAnimationFrame(() => {
        const isThere = document.querySelector('[role=list]')?.textContent.includes(message)
        // A task queued from a frame runs after that frame has been painted.
        if (isThere) setTimeout(() => resolve(Date.now()))
        else check()
      })
    check()
  })
}

/** Calls from inside a page, with its session. */
const apiOfPage = (page: Page): AppApi =>
  createClient<AppContract>((name, input) =>
    page.evaluate(
      async ([called, value]) => {
        const session = sessionStorage.getItem('patchbay-session') ?? ''
        const answer = await fetch(`/call/${called}`, {
          method: 'POST',
          headers: { 'X-Patchbay-Session': session, 'Content-Type': 'application/json' },
          body: JSON.stringify(value),
        })
        return answer.json() as never
      },
      [name, input] as const,
    ),
  )
