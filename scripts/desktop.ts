import { spawnSync } from 'node:child_process'
import { chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { hasScreen } from '../src/main/hosts/cli/browser.ts'
import { electronBinary } from '../tests/e2e/electron/program/binary.ts'
import { SCREEN } from '../tests/e2e/electron/program/screen.ts'
import { PROJECT, runStep } from './run-step.ts'

/** The user `nobody`, who runs Electron when this user is root, because Chromium has no sandbox for root. */
const NOBODY = 65534

const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--']

/** Folders that the desktop specs do not need. */
const NOT_COPIED = ['.git', 'dist', 'test-results']

const isLinux = process.platform === 'linux'
const isRoot = process.getuid?.() === 0
const asUser = isRoot ? AS_NOBODY : []
/** Other users cannot open windows on root's screen. */
const needsScreen = isLinux && (isRoot || !hasScreen())

/** The paths that the specs use as this user. */
interface Place {
  project: string
  environment: NodeJS.ProcessEnv
  /** A directory for files of this run. */
  directory: string
  leave(): void
}

/**
 * Runs the desktop specs in real Electron; `args` are Playwright's options, such as paths of specs. Returns whether they
 * passed; prints the reason and returns null when they cannot run.
 */
export const runDesktopSpecs = (args: string[], reportFile?: string): Promise<boolean | null> =>
  withDesktop('The desktop specs are skipped', async (start, { directory }) => {
    const report = join(directory, 'report.json')
    const command = ['playwright', 'test', '--project=electron', `--output=${join(directory, 'results')}`, ...args]
    const screens = needsScreen ? { PATCHBAY_SCREEN_PER_WORKER: 'yes' } : {}
    const ok = await start(command, { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...screens })
    if (reportFile !== undefined && existsSync(report)) copyFileSync(report, reportFile)
    return ok
  })

/** Runs a command where Electron can open windows. Returns whether it succeeded, or null when that is not possible. */
export const runOnDesktop = (command: string[]): Promise<boolean | null> =>
  withDesktop(`${command.slice(1).join(' ')} is skipped`, (start) => start(command))

type Start = (command: string[], environment?: NodeJS.ProcessEnv) => Promise<boolean>

async function withDesktop(
  skipped: string,
  run: (start: Start, place: Place) => Promise<boolean>,
): Promise<boolean | null> {
  const skip = (reason: string) => {
    console.log(`${skipped}: ${reason}.`)
    return null
  }
  const binary = electronBinary()
  if (binary === null) return skip('there is no Electron here (scripts/real-electron prepares one)')
  const obstacle = existsSync(binary) ? findObstacle() : `PATCHBAY_ELECTRON names ${binary}, which is not there`
  if (obstacle !== null) return skip(obstacle)
  const place = preparePlace(binary)
  try {
    const reason = tryElectron(place.environment)
    if (reason !== null) return skip(reason)
    const screen = needsScreen ? ['xvfb-run', '--auto-servernum', `--server-args=${SCREEN.join(' ')}`] : []
    const start: Start = (words, environment) => {
      const [command = '', ...rest] = [...asUser, ...screen, ...words]
      return runStep(command, rest, { ...place.environment, ...environment }, place.project)
    }
    return await run(start, place)
  } finally {
    place.leave()
  }
}

/** Why the system does not let Electron run, or null. */
function findObstacle(): string | null {
  if (!isLinux) return null
  const tools = ['unshare', ...(isRoot ? ['setpriv'] : []), ...(needsScreen ? ['xvfb-run', 'xauth'] : [])]
  const missing = tools.filter((tool) => !succeeds(['which', tool]))
  if (missing.length > 0) return `the system lacks ${missing.join(' and ')}`
  // Chromium's sandbox needs the user namespaces of the system.
  return succeeds([...asUser, 'unshare', '--user', '--map-root-user', '--net', 'true'])
    ? null
    : 'the system grants no namespaces to ordinary users, so Electron has no sandbox'
}

/** Why the binary does not run, or null. */
function tryElectron(environment: NodeJS.ProcessEnv): string | null {
  const binary = environment['PATCHBAY_ELECTRON'] ?? ''
  const { status, stderr, error } = run([...asUser, binary, '-e', '0'], { ...environment, ELECTRON_RUN_AS_NODE: '1' })
  const reason = error?.message ?? (stderr.trim().split('\n')[0] || 'it ends at once')
  return status === 0 ? null : `${binary} does not run: ${reason}`
}

function preparePlace(binary: string): Place {
  const directory = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'patchbay-desktop-'))
  const leave = () => rmSync(directory, { recursive: true, force: true })
  if (!isRoot) return { project: PROJECT, environment: { PATCHBAY_ELECTRON: binary }, directory, leave }
  chownSync(directory, NOBODY, NOBODY)
  const own = (name: string) => {
    const path = join(directory, name)
    mkdirSync(path, { mode: 0o700 })
    chownSync(path, NOBODY, NOBODY)
    return path
  }
  const environment = {
    HOME: directory,
    TMPDIR: own('tmp'),
    XDG_RUNTIME_DIR: own('run'),
    XDG_CACHE_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    XDG_DATA_HOME: undefined,
    PATCHBAY_ELECTRON: join(readable(dirname(binary), join(directory, 'electron')), basename(binary)),
  }
  return { project: readable(PROJECT, join(directory, 'project'), NOT_COPIED), environment, directory, leave }
}

/** The directory, or a copy if the user `nobody` cannot read all of it, as in root's home directory. */
function readable(directory: string, copy: string, skipped: string[] = []): string {
  const pruneOptions = skipped.flatMap((name) => ['-path', join(directory, name), '-prune', '-o'])
  const { status, stdout } = run([...asUser, 'find', directory, ...pruneOptions, '!', '-readable', '-print', '-quit'])
  if (status === 0 && stdout === '') return directory
  mkdirSync(copy)
  const names = readdirSync(directory).filter((name) => !skipped.includes(name))
  for (const command of [
    ['cp', '-a', ...names.map((name) => join(directory, name)), copy],
    ['chmod', '-R', 'a+rX', copy],
  ])
    if (!succeeds(command)) throw new Error(`${directory} cannot be copied for the desktop specs`)
  return copy
}

const run = ([command = '', ...args]: string[], environment: NodeJS.ProcessEnv = {}) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...environment } })

const succeeds = (command: string[]): boolean => run(command).status === 0

if (import.meta.main) process.exitCode = (await runDesktopSpecs(process.argv.slice(2))) === false ? 1 : 0
