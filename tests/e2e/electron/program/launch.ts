import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type ElectronApplication, _electron, type Page } from '@playwright/test'
import { resources } from '../../../helpers/test-app.ts'
import { electronBinary } from './binary.ts'

/** A start that takes longer hangs, which happens once in a hundred starts. */
const LAUNCH_TIMEOUT_MS = 15_000
const LAUNCHES = 3

export interface StartOptions {
  /** The data directory. */
  dataDir: string
  /** The path of a packaged program, which has its own Electron and loads no modules. */
  packaged?: string
  /** The directory of the program's package.json. */
  root?: string
  /** Modules that Electron loads before the program. */
  modules?: string[]
  /** Additional arguments. */
  args?: string[]
  /** Additional environment variables. */
  env?: NodeJS.ProcessEnv
  /** The working directory. */
  directory?: string
}

/** A process of the program. */
export interface ProgramProcess {
  pid: number
  /** Resolves with the exit code once the process has ended; null after a signal. */
  ended: Promise<number | null>
  /** The standard error output so far. */
  errors(): string
  /** Kills the process and everything that it started. */
  kill(): Promise<void>
}

/** The program in real Electron, with its first window. */
export interface RealProgram extends ProgramProcess {
  /** Playwright's connection to the main process: `electron.evaluate(({ app, dialog }) => …)`. */
  electron: ElectronApplication
  page: Page
  /** Quits with `app.quit()` and returns the exit code. */
  quit(): Promise<number | null>
  /** Ends the program as a log-out does, even with unsaved edits, and returns the exit code. */
  end(): Promise<number | null>
}

/** Starts the built program and waits for its first window. */
export async function launchProgram(options: StartOptions): Promise<RealProgram> {
  const electron = await launch(options)
  const child = follow(electron.process())
  try {
    const page = await electron.firstWindow({ timeout: LAUNCH_TIMEOUT_MS })
    const quit = async () => {
      // The reply never comes when the process ends first.
      await electron.evaluate(({ app }) => app.quit()).catch(() => undefined)
      return child.ended
    }
    const end = async () => {
      // Windows has no signals.
      if (process.platform === 'win32') await electron.evaluate(({ app }) => app.exit(0)).catch(() => undefined)
      else process.kill(child.pid, 'SIGTERM')
      return child.ended
    }
    return { ...child, electron, page, quit, end }
  } catch (error) {
    await child.kill()
    throw new Error(`The program shows no window: ${child.errors()}`, { cause: error })
  }
}

/** Starts the built program without waiting for a window: a second start, or one that fails. */
export function startProcess(options: StartOptions): ProgramProcess {
  const child = spawn(options.packaged ?? electronBinary() ?? '', argumentsOf(options), {
    env: { ...process.env, ...options.env },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(options.directory !== undefined && { cwd: options.directory }),
  })
  return follow(child)
}

const argumentsOf = ({ dataDir, packaged, root = resources.rootDir, modules = [], args = [] }: StartOptions) => [
  ...(packaged === undefined ? [...modules.flatMap((module) => ['-r', module]), root] : []),
  `--data-dir=${dataDir}`,
  ...args,
]

async function launch(options: StartOptions, attempt = 1): Promise<ElectronApplication> {
  try {
    return await _electron.launch({
      executablePath: electronBinary() ?? '',
      args: argumentsOf(options),
      env: withoutUndefined({ ...process.env, ...options.env }),
      chromiumSandbox: true,
      // Otherwise Playwright would override the system's colour scheme.
      colorScheme: null,
      // Playwright ends the whole process group of a launch that takes longer.
      timeout: LAUNCH_TIMEOUT_MS,
      ...(options.directory !== undefined && { cwd: options.directory }),
    })
  } catch (error) {
    const isHanging = error instanceof Error && error.name === 'TimeoutError'
    if (!isHanging || attempt === LAUNCHES) throw error
    console.log(`Electron did not start within ${LAUNCH_TIMEOUT_MS / 1000} s and is started again`)
    return launch(options, attempt + 1)
  }
}

function follow(child: ReturnType<ElectronApplication['process']>): ProgramProcess {
  const { pid } = child
  // A signal to group 0 would reach this process itself.
  if (pid === undefined) throw new Error(`Electron did not start: ${electronBinary()}`)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
  return {
    pid,
    ended,
    errors: () => errors,
    kill: async () => {
      killGroup(pid)
      await ended
    },
  }
}

/** Kills the process group, which holds the renderers and everything else that the program started. */
function killGroup(pid: number) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    // The group may have ended already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const withoutUndefined = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
