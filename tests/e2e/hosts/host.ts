import type { Page } from '@playwright/test'
import type { AppApi } from '../../../src/contract/index.ts'

/** The hosts that have screens. */
export type HostName = 'http' | 'electron'

/** The program, running for one test on data of its own. */
export interface Program {
  /** Calls the program as the person in front of the screens. */
  api: AppApi
  /** Opens the screens in the test's page. */
  open(page: Page, path?: string): Promise<void>
  /** Runs `start`, which starts an export, and returns the content of the file. */
  exportFile(page: Page, start: () => Promise<void>): Promise<string>
}

/** A host for one test. */
export interface RunningHost extends Program {
  /** The window that the host itself opened; the http host has none. */
  page: Page | null
  close(): Promise<void>
}
