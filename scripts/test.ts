import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.ts'
import { ensureChromium } from './chromium.ts'
import { runDesktopSpecs } from './desktop.ts'
import { runStep } from './run-step.ts'

interface Result {
  passed: number
  /** The names of failed tests, which the last lines of the output repeat. */
  failed: string[]
  skipped: number
}

const REPORTERS = '--reporter=list,json'

const reports = mkdtempSync(join(tmpdir(), 'patchbay-reports-'))

/** Reads the report of a suite; a suite can also fail outside its tests, for example on an unhandled rejection. */
function readReport<Report>(suite: string, file: string, ok: boolean, read: (report: Report) => Result): Result {
  try {
    const result = read(JSON.parse(readFileSync(file, 'utf8')) as Report)
    return ok || result.failed.length > 0 ? result : { ...result, failed: [`${suite}, outside its tests`] }
  } catch {
    return { passed: 0, failed: [`${suite}, which ended without a report`], skipped: 0 }
  }
}

async function checks(): Promise<Result> {
  const results = await check()
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name)
  return { passed: results.length - failed.length, failed, skipped: 0 }
}

async function build(): Promise<Result> {
  const ok = await runStep('electron-vite', ['build', '--logLevel', 'warn'])
  return { passed: Number(ok), failed: ok ? [] : ['build'], skipped: 0 }
}

async function vitest(): Promise<Result> {
  const file = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ok = await runStep('vitest', ['run', ...reporters])
  interface Report {
    numPassedTests: number
    numPendingTests: number
    numTodoTests: number
    testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
  }
  return readReport('vitest', file, ok, (report: Report) => ({
    passed: report.numPassedTests,
    failed: report.testResults
      .filter(({ status }) => status === 'failed')
      .flatMap(({ name, assertionResults }) => {
        const tests = assertionResults.filter(({ status }) => status === 'failed')
        return tests.length > 0 ? tests.map(({ fullName }) => `${name}: ${fullName}`) : [name]
      }),
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

interface PlaywrightSuite {
  file: string
  specs: { ok: boolean; title: string }[]
  suites?: PlaywrightSuite[]
}

interface PlaywrightReport {
  stats: { expected: number; flaky: number; skipped: number }
  suites: PlaywrightSuite[]
  errors: { message?: string }[]
}

const failedSpecs = ({ file, specs, suites = [] }: PlaywrightSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ title }) => `${file}: ${title}`),
  ...suites.flatMap(failedSpecs),
]

function readPlaywright(suite: string, file: string, ok: boolean): Result {
  return readReport(suite, file, ok, ({ stats, suites, errors }: PlaywrightReport) => {
    if (stats.flaky > 0) console.log(`${stats.flaky} browser tests needed a second try`)
    const failed = [...suites.flatMap(failedSpecs), ...errors.map(({ message }) => `${suite}: ${message}`)]
    return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped }
  })
}

async function playwright(): Promise<Result> {
  const chromium = ensureChromium()
  if (!chromium) return { passed: 0, failed: ['browser tests, which need Chromium'], skipped: 0 }
  const file = join(reports, 'playwright.json')
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PATCHBAY_CHROMIUM: chromium }
  const ok = await runStep(
    'playwright',
    ['test', '--project=scripts', '--project=http', '--project=package', REPORTERS],
    environment,
  )
  return readPlaywright('browser tests', file, ok)
}

/** Of the specs that also run in the browser, the whole flow and the one whose keys take another way in Electron. */
const DESKTOP_SPECS = ['e2e/electron/', 'e2e/flow.spec', 'e2e/keyboard.spec']

/** One more than for the browser specs: a start of Electron waits for its own processes half of its time. */
const DESKTOP_WORKERS = '--workers=5'

async function desktop(): Promise<Result> {
  const file = join(reports, 'desktop.json')
  const ok = await runDesktopSpecs([...DESKTOP_SPECS, DESKTOP_WORKERS, REPORTERS], file)
  return ok === null ? { passed: 0, failed: [], skipped: 1 } : readPlaywright('desktop specs', file, ok)
}

const prepared = await Promise.all([checks(), build()])
// One after the other: side by side they took longer on two cores, and tests waited for each other.
const results = [...prepared, await vitest(), await playwright(), await desktop()]
rmSync(reports, { recursive: true, force: true })
const failed = results.flatMap((result) => result.failed)
const sum = (name: 'passed' | 'skipped') => results.reduce((total, result) => total + result[name], 0)
for (const name of failed) console.log(`FAILED  ${name}`)
console.log(`\n${sum('passed')} passed, ${failed.length} failed, ${sum('skipped')} skipped`)
process.exitCode = failed.length === 0 ? 0 : 1
