import type { Page } from '@playwright/test'
import type { AppApi } from '../../../src/contract/index.ts'

/** The ways in that have screens. */
export type HostName = 'http' | 'electron'

/** The program, running for one test on data of its own. */
export interface Program {
  /** Calls the program as the person at the screens does. */
  api: AppApi
  /** Shows the screens in the test's page. */
  open(page: Page, path?: string): Promise<void>
  /** Runs what starts an export and answers the text of the file that comes of it. */
  exported(page: Page, start: () => Promise<void>): Promise<string>
}

/** A host for one test. */
export interface RunningHost extends Program {
  /** The window that the host itself has opened; the http host has none. */
  page: Page | null
  close(): Promise<void>
}
