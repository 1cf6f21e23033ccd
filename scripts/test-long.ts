import { runDesktopSpecs } from './desktop.ts'
import { runStep } from './run-step.ts'

/** The tests that can repeat their work many times; see `times` in tests/helpers/long.ts. */
const LONG_TESTS = {
  agreement: {
    what: 'form and main agree on thousands of generated schemas',
    run: () => runStep('vitest', ['run', 'tests/integration/agreement', '--retry=0', '--reporter=verbose']),
  },
  values: {
    what: 'forms of thousands of generated schemas keep every value that nobody changed',
    run: () => runStep('vitest', ['run', 'tests/integration/values/read-back.test.ts', '--retry=0']),
  },
  walk: {
    what: 'every operation of REST answers generated requests as its description promises',
    run: () => runStep('vitest', ['run', 'tests/integration/hosts/openapi-walk.test.ts', '--retry=0']),
  },
  access: {
    what: 'every call that locks is judged by role alone, whatever else is in its input',
    run: () => runStep('vitest', ['run', 'tests/integration/access.test.ts', '--retry=0']),
  },
  sharing: {
    what: 'a thousand interleavings of three people end alike, and no tampered history is accepted',
    run: () => runStep('vitest', ['run', 'tests/integration/sharing', 'tests/unit/main/topics/sharing', '--retry=0']),
  },
  fixtures: {
    what: 'the form of every fixture is answered when empty, filled in, saved and read back',
    run: () => runStep('playwright', ['test', '--project=http', 'tests/e2e/specs/fixtures.spec.ts', '--retries=0']),
  },
  dialogs: {
    what: 'every dialog of the gallery is accessible in light and dark and has room, and SIGINT ends it too',
    run: () => runStep('playwright', ['test', '--project=scripts', 'tests/e2e/scripts/gallery.spec.ts', '--retries=0']),
  },
  forms: {
    what: 'forms in the browser keep up to twelve values of each kind that nobody changed',
    run: () => runStep('playwright', ['test', '--project=http', 'tests/e2e/forms/values.spec.ts', '--retries=0']),
  },
  hosts: {
    what: 'every spec of the screens in Electron; npm test takes some of them',
    run: () => runDesktopSpecs(['tests/e2e/[^/]*.spec.ts', '--retries=0']),
  },
  starts: {
    what: '50 starts and quits of the desktop program',
    run: () => runDesktopSpecs(['tests/e2e/electron/starts.spec.ts', '--workers=1', '--retries=0']),
  },
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(LONG_TESTS, name))
if (unknown.length > 0)
  throw new Error(`No long test ${unknown.join(', ')}; there are ${Object.keys(LONG_TESTS).join(', ')}`)

process.env['PATCHBAY_LONG'] = 'yes'
for (const [name, { what, run }] of Object.entries(LONG_TESTS)) {
  if (names.length > 0 && !names.includes(name)) continue
  console.log(`\n${name}: ${what}`)
  if ((await run()) === false) process.exitCode = 1
}
