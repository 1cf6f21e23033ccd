import { runDesktopSpecs } from './desktop.ts'

/** The specs that repeat their work often when they are given the time; see `times` in tests/helpers/long.ts. */
const LONG_SPECS = ['tests/e2e/electron/starts.spec.ts']

process.env['PATCHBAY_LONG'] = 'yes'
process.exitCode = (await runDesktopSpecs([...LONG_SPECS, '--workers=1', '--retries=0'])) === false ? 1 : 0
