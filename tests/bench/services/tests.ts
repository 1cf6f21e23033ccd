import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { type AppApi, type AppContract, createClient, type Reply } from '../../../src/contract/index.ts'
import { chromiumOptions } from '../../helpers/chromium.ts'
import { createCli, PASSPHRASE } from '../../helpers/cli.ts'
import { createIssuer } from '../../helpers/services/certificates.ts'
import { startProxy, startService } from '../../helpers/services/service.ts'
import { PASSWORD } from '../../helpers/services/wordpress-site.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'
import { fillWorkspace } from '../fill.ts'
import type { Figure } from '../measure.ts'

const CONNECTORS = 500
const AT_ONCE = 6
/** How long the service takes for an answer, in milliseconds: less than most services need. */
const ANSWER_MS = 100
const TARGET = 1.5
const HOLD_MS = 50
/** Less than somebody who clicks on Stop notices. */
const CANCEL_MS = 200
const RUNS = 3

/**
 * 500 connectors at hosts of their own tested in one run, while a window shows them with the progress of the run: beside the
 * time that the answers alone take with six at once, how long the window and other requests wait, and how fast a cancel is.
 */
export async function benchTests(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  using issuer = createIssuer()
  await using service = await startService((_call, response) => {
    void wait(ANSWER_MS).then(() =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"id":1,"name":"Ada L.","slug":"admin","username":"admin"}'),
    )
    return undefined
  }, issuer.issue('*.sites.test'))
  await using proxy = await startProxy(service.port)
  const cli = createCli(directory.path)
  const { value } = await cli.json(['workspace', 'create', 'Acme'])
  const workspaceId = String(value['id'])
  const ids = fill(join(cli.dataDir, 'patchbay.db'), workspaceId)
  const caFile = join(directory.path, 'ca.pem')
  writeFileSync(caFile, issuer.ca)
  await using held = await cli.hold({ environment: { PATCHBAY_PROXY: proxy.address, PATCHBAY_CA_FILE: caFile } })
  const session = await signIn(held.oneTimeUrl)
  const api = apiOf(session)
  await api.keys.open({ workspaceId, passphrase: PASSPHRASE })
  await api.secrets.set({ workspaceId, path: 'auth.application_password', value: PASSWORD, connectorIds: ids })
  const browser = await chromium.launch(chromiumOptions())
  try {
    const page = await browser.newPage()
    const { value: opened } = await cli.json(['open', '--no-open'])
    await page.goto(String(opened['oneTimeUrl']).replace('/#', '/installed#'))
    await page.getByRole('button', { name: 'Test all' }).waitFor()
    const runs: Run[] = []
    for (let count = 0; count < RUNS; count += 1) runs.push(await runAll(page, session, () => service.requests.length))
    const cancelMs = await cancel(api, workspaceId, () => service.requests.length)
    const ideal = Math.ceil(CONNECTORS / AT_ONCE) * ANSWER_MS
    const best = (of: (run: Run) => number) => Math.min(...runs.map(of))
    const run = best(({ milliseconds }) => milliseconds)
    const during = `while ${CONNECTORS} connectors are tested`
    return [
      {
        what: `${CONNECTORS} connectors tested in one run / their answers alone, ${AT_ONCE} at once`,
        measured: `${run.toFixed(0)} ms / ${ideal} ms = ${(run / ideal).toFixed(2)}x`,
        target: `<= ${TARGET}x`,
        met: run / ideal <= TARGET,
      },
      holdFigure(
        `other requests wait, ${during}`,
        best(({ request }) => request),
      ),
      holdFigure(
        `the window is held up, ${during}`,
        best(({ window }) => window),
      ),
      holdFigure(`a run of ${CONNECTORS} connectors ends after a cancel`, cancelMs, CANCEL_MS),
    ]
  } finally {
    await browser.close()
  }
}

const holdFigure = (what: string, milliseconds: number, target = HOLD_MS): Figure => ({
  what,
  measured: `${milliseconds.toFixed(0)} ms at most`,
  target: `<= ${target} ms`,
  met: milliseconds <= target,
})

interface Run {
  milliseconds: number
  /** The longest wait for the answer to a small request. */
  request: number
  /** The longest time between two turns of the page. */
  window: number
}

type Session = Awaited<ReturnType<typeof signIn>>

/** Clicks on the button that tests all, and waits for the report. */
async function runAll(page: Page, { origin, headers }: Session, requests: () => number): Promise<Run> {
  const before = requests()
  await page.evaluate(watchHolds)
  const started = performance.now()
  await page.getByRole('button', { name: 'Test all' }).click()
  const heading = page.getByRole('heading', { name: `${CONNECTORS} connectors work` })
  const run = { isOver: false }
  const over = heading.waitFor({ timeout: 120_000 }).then(() => performance.now() - started)
  void over.catch(() => undefined).finally(() => (run.isOver = true))
  let request = 0
  while (!run.isOver) {
    const start = performance.now()
    const { ok } = await fetch(`${origin}/api/session`, { headers })
    if (!ok) throw new Error('The session was refused')
    request = Math.max(request, performance.now() - start)
    // Less often than the hundred times a second that REST answers in the long run.
    await wait(10)
  }
  const milliseconds = await over
  const window = await page.evaluate(longestHold)
  if (requests() - before !== CONNECTORS) throw new Error(`${requests() - before} connectors were tested`)
  await page.keyboard.press('Escape')
  await heading.waitFor({ state: 'hidden' })
  return { milliseconds, request, window }
}

/** Runs in the page: begins to measure the longest time between two of its turns. */
function watchHolds(): void {
  const watched = window as typeof window & { longest?: number }
  watched.longest = 0
  let last = performance.now()
  const turn = () => {
    const now = performance.now()
    watched.longest = Math.max(watched.longest ?? 0, now - last)
    last = now
    setTimeout(turn)
  }
  turn()
}

/** Runs in the page. */
const longestHold = () => (window as typeof window & { longest?: number }).longest ?? Number.NaN

/** Milliseconds from a cancel in the middle of a run to its end. */
async function cancel(api: AppApi, workspaceId: string, requests: () => number): Promise<number> {
  const before = requests()
  const run = api.connectionTests.testMany({ workspaceId })
  while (requests() - before < CONNECTORS / 10) await wait(10)
  const started = performance.now()
  await api.connectionTests.cancel({ workspaceId })
  const { isCancelled } = await run
  if (!isCancelled) throw new Error('The run was over before the cancel')
  return performance.now() - started
}

/** Connectors of sites at hosts of their own, without their passwords; answers their ids. */
function fill(file: string, workspaceId: string): string[] {
  const store = openTestStore(file)
  fillWorkspace(store, workspaceId, CONNECTORS)
  store.sqlite.exec(
    `UPDATE connectors SET config = json_object('site_url', 'https://site-' || rowid || '.sites.test', 'username', 'admin')`,
  )
  const ids = store.sqlite.prepare('SELECT id FROM connectors').pluck().all() as string[]
  store.close()
  return ids
}

const apiOf = ({ origin, headers }: Session): AppApi =>
  createClient<AppContract>(async (name, input) => {
    const reply = await fetch(`${origin}/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
    return (await reply.json()) as Reply
  })
