import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { test as base } from '@playwright/test'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { type DesktopSession, startDesktopSession } from './keyring.ts'
import { launchProgram, type ProgramProcess, type RealProgram, startProcess, type StartOptions } from './launch.ts'

export type { ProgramProcess, RealProgram } from './launch.ts'

type More = Partial<StartOptions>

interface Desktop {
  /** Where the programs of this test keep their data. */
  dataDir: string
  /** A path beside the data, for files of the test. */
  at(name: string): string
  /** Starts the built program and waits for its window; a second call starts it again on the same data. */
  start(more?: More): Promise<RealProgram>
  /** Starts it without waiting for a window: a second start, or one that fails. */
  run(more?: More): ProgramProcess
}

interface DesktopTest {
  desktop: Desktop
  /** A running program. */
  program: RealProgram
  /** The window of the running program. */
  page: Page
}

/** Tests of the built program in real Electron, each on data of its own; whatever they start has ended after them. */
export const test = base.extend<DesktopTest, { session: DesktopSession }>({
  session: [
    // Playwright reads from the first parameter what a fixture needs.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const session = await startDesktopSession()
      await use(session)
      await session.end()
    },
    { scope: 'worker' },
  ],

  desktop: async ({ session }, use) => {
    using directory = temporaryDirectory()
    const dataDir = join(directory.path, 'data')
    const started: ProgramProcess[] = []
    const withSession = (more: More = {}) => ({ dataDir, ...more, env: { ...session.env, ...more.env } })
    const keep = <T extends ProgramProcess>(program: T): T => {
      started.push(program)
      return program
    }
    await use({
      dataDir,
      at: (name) => join(directory.path, name),
      start: async (more) => keep(await launchProgram(withSession(more))),
      run: (more) => keep(startProcess(withSession(more))),
    })
    await Promise.all(started.map(async (program) => program.kill()))
  },

  program: async ({ desktop }, use) => use(await desktop.start()),

  page: async ({ program }, use) => use(program.page),
})

export const { expect } = test
