import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.ts'
import { ensureChromium } from './chromium.ts'
import { runDesktopSpecs } from './desktop.ts'
import { runBrowserTests, runStep } from './run-step.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const REPORTERS = '--reporter=list,json'

/** Four times what the browser tests take on two quiet cores. */
const BROWSER_LIMIT_MS = 25 * 60_000

const reports = mkdtempSync(join(tmpdir(), 'patchbay-reports-'))

/** Reads a report; a suite that ended without one has failed. */
function readReport(file: string, count: (report: never) => Counts): Counts {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')) as never)
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function checks(): Promise<Counts> {
  const results = await check()
  const passed = results.filter(({ ok }) => ok).length
  return { passed, failed: results.length - passed, skipped: 0 }
}

async function build(): Promise<Counts> {
  const ok = await runStep('electron-vite', ['build', '--logLevel', 'warn'])
  return { passed: Number(ok), failed: Number(!ok), skipped: 0 }
}

async function vitest(): Promise<Counts> {
  const file = join(reports, 'vitest.json')
  const ok = await runStep('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  interface Report {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
  }
  const counts = readReport(file, (report: Report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
  // A suite can fail outside its tests, for example on an unhandled rejection.
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

function readPlaywright(file: string, ok: boolean): Counts {
  const counts = readReport(file, ({ stats }: PlaywrightReport) => {
    if (stats.flaky > 0) console.log(`${stats.flaky} browser tests needed a second try`)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  })
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

async function playwright(): Promise<Counts> {
  const chromium = ensureChromium()
  if (!chromium) return { passed: 0, failed: 1, skipped: 0 }
  const file = join(reports, 'playwright.json')
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PATCHBAY_CHROMIUM: chromium }
  const projects = ['--project=http', '--project=package']
  return readPlaywright(file, await runBrowserTests(['test', ...projects, REPORTERS], environment, BROWSER_LIMIT_MS))
}

async function desktop(): Promise<Counts> {
  const file = join(reports, 'desktop.json')
  const ok = await runDesktopSpecs([REPORTERS], file)
  return ok === null ? { passed: 0, failed: 0, skipped: 1 } : readPlaywright(file, ok)
}

const suites = [await checks(), await build(), await vitest(), await playwright(), await desktop()]
rmSync(reports, { recursive: true, force: true })
const sum = (name: keyof Counts) => suites.reduce((total, counts) => total + counts[name], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') === 0 ? 0 : 1
