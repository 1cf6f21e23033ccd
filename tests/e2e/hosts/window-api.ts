import { existsSync, readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { type AppApi, type AppContract, type Bridge, createClient } from '../../../src/contract/index.ts'

/** Calls the program through the bridge of an open window. */
export const apiOfWindow = (page: Page): AppApi =>
  createClient<AppContract>((name, input) =>
    page.evaluate(([called, input]) => (window as unknown as { patchbay: Bridge }).patchbay.call(called, input), [
      name,
      input,
    ] as const),
  )

/** Waits for a file that the program writes and returns its content. */
export async function textOfFile(path: string): Promise<string> {
  await expect.poll(() => existsSync(path)).toBe(true)
  return readFileSync(path, 'utf8')
}
