import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page, test as base } from '@playwright/test'
import { projectPath } from '../../../helpers/paths.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { type DesktopSession, startDesktopSession } from './keyring.ts'
import { launchProgram, type ProgramProcess, type RealProgram, startProcess, type StartOptions } from './launch.ts'
import { clickMenu, menuLabels } from './menu.ts'

/** Calls from the program to the desktop around it, as outside.cjs records them. */
type Call = 'openExternal' | 'showItemInFolder' | 'showErrorBox' | 'showSaveDialog' | 'notification'

interface Notes {
  /** The arguments of all calls of this name so far. */
  notes(call: Call): unknown[]
}

export interface DesktopProgram extends RealProgram, Notes {
  /** The labels of a menu at a path of labels. */
  menu(path: string[]): Promise<string[]>
  /** Chooses the item at a path of labels. */
  clickMenu(path: string[]): Promise<void>
  /** Sets the path that the next save dialogs return; null cancels them. */
  saveTo(path: string | null): Promise<void>
  /** Ends the renderer of the window and returns the page of the next one, because Playwright's first page is dead then. */
  renewedPage(end: () => Promise<unknown>): Promise<Page>
}

type More = Partial<StartOptions>

interface Desktop {
  /** The data directory of this test's programs. */
  dataDir: string
  /** A path beside the data, for files of the test. */
  at(name: string): string
  /** Starts the built program and waits for its window; a second call starts it again on the same data. */
  start(more?: More): Promise<DesktopProgram>
  /** Starts the program without waiting for a window: a second start, or one that fails. */
  run(more?: More): ProgramProcess & Notes
}

interface DesktopTest {
  desktop: Desktop
  /** A running program. */
  program: DesktopProgram
  /** The window of the running program. */
  page: Page
}

interface DesktopWorker {
  session: DesktopSession
  /** A running program shared by tests that do not change it. */
  still: DesktopProgram
}

/** Tests of the built program in real Electron, each on data of its own; everything that they start ends with them. */
export const test = base.extend<DesktopTest, DesktopWorker>({
  session: [
    // Playwright reads the needs of a fixture from its first parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const session = await startDesktopSession()
      await use(session)
      await session.end()
    },
    { scope: 'worker' },
  ],

  still: [
    async ({ session }, use) => {
      const { desktop, end } = createDesktop(session)
      await use(await desktop.start())
      await end()
    },
    { scope: 'worker' },
  ],

  desktop: async ({ session }, use) => {
    const { desktop, end } = createDesktop(session)
    await use(desktop)
    await end()
  },

  program: async ({ desktop }, use) => use(await desktop.start()),

  page: async ({ program }, use) => use(program.page),
})

export const { expect } = test

function createDesktop(session: DesktopSession): { desktop: Desktop; end(): Promise<void> } {
  const directory = temporaryDirectory()
  const at = (name: string) => join(directory.path, name)
  const processes: ProgramProcess[] = []

  const prepare = ({ env, ...more }: More = {}) => {
    const file = at(`notes-${processes.length}`)
    writeFileSync(file, '')
    const options: StartOptions = {
      dataDir: at('data'),
      modules: [projectPath('tests/e2e/electron/program/outside.cjs')],
      ...more,
      env: { ...session.env, PATCHBAY_TEST_NOTES: file, ...env },
    }
    return { options, notes: (call: Call) => readNotes(file, call) }
  }
  const keep = <T extends ProgramProcess>(program: T): T => {
    processes.push(program)
    return program
  }
  const desktop: Desktop = {
    dataDir: at('data'),
    at,
    start: async (more) => {
      const { options, notes } = prepare(more)
      const program = keep(await launchProgram(options))
      const { electron } = program
      return {
        ...program,
        notes,
        menu: (path) => menuLabels(electron, path),
        clickMenu: (path) => clickMenu(electron, path),
        saveTo: (path) =>
          electron.evaluate((_electron, saveTo) => {
            outside().saveTo = saveTo
          }, path),
        renewedPage: async (end) => {
          const ending = electron.evaluate(
            ({ BrowserWindow }) =>
              new Promise<void>((resolve) => {
                BrowserWindow.getAllWindows()[0]?.webContents.once('render-process-gone', () => resolve())
              }),
          )
          // A click that ends its page fails or never returns.
          const act = end().catch((error: Error) => {
            if (!error.message.includes('crashed')) throw error
          })
          await Promise.race([act, ending])
          await ending
          return connect(options.dataDir)
        },
      }
    },
    run: (more) => {
      const { options, notes } = prepare(more)
      return { ...keep(startProcess(options)), notes }
    },
  }
  const end = async () => {
    await Promise.all(processes.map(async (program) => program.kill()))
    directory[Symbol.dispose]()
  }
  return { desktop, end }
}

/** A second Playwright connection to the window of a program. */
async function connect(dataDir: string): Promise<Page> {
  const [port, path] = readFileSync(join(dataDir, 'electron', 'DevToolsActivePort'), 'utf8').split('\n')
  const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`)
  const [context] = browser.contexts()
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
  if (!page) throw new Error('The program has no window')
  return page
}

const readNotes = (file: string, call: Call): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { call: Call; detail: unknown })
    .filter((note) => note.call === call)
    .map(({ detail }) => detail)
