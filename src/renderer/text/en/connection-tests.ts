import { list, number } from '../formats.ts'
import { connectors } from './words.ts'

/** How long something took, as "0.4 s"; 0.1 s at least, as nothing takes no time. */
const seconds = (milliseconds: number) =>
  `${number(Math.max(0.1, milliseconds / 1000), { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`

export const testsText = {
  title: 'Last test',
  never: 'Never',
  works: (account: string | null) => (account === null ? 'Works' : `Works as ${account}`),
  fails: 'Failed',
  unclear: 'No clear answer',
  tookAgo: (ago: string, milliseconds: number) => `${ago}, in ${seconds(milliseconds)}`,
  sameAccount: 'Has the same account as',
  markError: 'Mark as error',
  marked: (name: string) => `${name} was marked as failing`,
  notMarked: (name: string) => `${name} was not marked as failing`,

  testing: (name: string) => `Testing ${name}`,
  testingBody: 'Its service has not answered yet.',
  succeeded: (name: string) => `${name} works`,
  asAccount: (account: string | null, milliseconds: number) =>
    `${account === null ? 'Its service answers' : `As ${account}`}, in ${seconds(milliseconds)}.`,
  sameAs: (names: readonly string[]) => `${list(names)} ${names.length === 1 ? 'has' : 'have'} the same account.`,
  showNamed: (name: string) => `Show ${name}`,
  failed: (name: string) => `${name} failed its test`,
  notTested: (name: string) => `${name} was not tested`,
  details: 'Details',
  cancelled: (name: string) => `The test of ${name} was cancelled`,

  form: {
    test: 'Test connection',
    again: 'Test again',
    running: 'Testing',
    works: (account: string | null, milliseconds: number) =>
      `${account === null ? 'Works' : `Works as ${account}`}, ${seconds(milliseconds)}`,
    failed: (milliseconds: number) => `Failed in ${seconds(milliseconds)}`,
    fields: 'The fields above need attention first',
    use: (address: string) => `Use ${address}`,
    addAnyway: 'Add anyway',
    saveAnyway: 'Save anyway',
  },

  schedule: {
    title: 'Connection tests',
    every: 'Test what is switched on',
    choices: { 0: 'Off', 1: 'Every hour', 6: 'Every 6 hours', 24: 'Every day' },
    off: 'Nothing is tested until somebody asks for it.',
    next: (when: string) => `The next run is ${when}.`,
    soon: 'The next run begins within a minute.',
    waitsFor: {
      key: 'The next run waits until this workspace is unlocked.',
      program: 'Runs take place while a program stays open here.',
    },
    marks: 'Mark a failed test as error',
    marksHint: 'An active connector that fails its test is marked; none is ever activated.',
    lastRun: (tested: number, failed: number) =>
      `Last run: ${number(tested)} tested, ${failed === 0 ? 'none failed' : `${number(failed)} failed`}`,
    noRun: 'There was no run yet',
    noRunHint: 'A run by hand tests what is switched off, too.',
    testAll: 'Test all',
    notSet: 'The schedule of the tests stays as it was',
    nowFailing: (names: readonly string[]) =>
      names.length === 1 ? `${names[0]} no longer works` : `${connectors(names.length)} no longer work`,
    nowWorking: (names: readonly string[]) =>
      names.length === 1 ? `${names[0]} works again` : `${connectors(names.length)} work again`,
    show: 'Show',
  },

  many: {
    running: (count: number) => `Testing ${connectors(count)}`,
    progress: (done: number, failed: number) =>
      `${number(done)} done${failed === 0 ? '' : `, ${number(failed)} failed`}`,
    bar: 'Progress of the tests',
    goesOn: 'The tests go on when you close this.',
    stop: 'Stop',
    done: (ok: number, all: number) => {
      if (all === 0) return 'No connector was tested'
      if (all === 1) return ok === 1 ? 'The connector works' : 'The connector failed its test'
      return `${number(ok)} of ${connectors(all)} work`
    },
    failedCount: (failed: number) => `${number(failed)} failed`,
    wasStopped: 'The tests were stopped',
    notRun: 'The connectors were not tested',
    unlock: 'Unlock…',
    show: 'Show',
    results: 'Results of the tests',
    none: 'There is nothing to test.',
    outcomes: { ok: 'Works', failed: 'Failed', skipped: 'Cannot be tested', cancelled: 'Not tested' },
    skipped: 'Its catalog entry has no connection test',
    cancelled: 'The tests were stopped before its turn',
    mark: (count: number) => `Mark ${number(count)} as error`,
    marked: (count: number) => `${connectors(count)} marked as failing`,
  },

  /** Tests in all workspaces. */
  everywhere: {
    open: 'Test all active…',
    title: 'Test all active connectors?',
    start: (count: number) => `Test ${connectors(count)}`,
    stopsHere: 'The tests stop when you close this.',
    active: (count: number) => connectors(count),
    outcome: (ok: number, failed: number) => {
      const counts = [
        ...(ok > 0 ? [`${number(ok)} ${ok === 1 ? 'works' : 'work'}`] : []),
        ...(failed > 0 ? [`${number(failed)} failed`] : []),
      ]
      return counts.join(', ') || 'Not tested'
    },
    locked: (names: readonly string[]) =>
      `${names.length === 1 ? 'This workspace is' : 'These workspaces are'} locked and left out: ${list(names)}.`,
  },
}
