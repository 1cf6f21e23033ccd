import { AppError, type ErrorBody } from '../../src/contract/errors.ts'
import { type AppContract, createClient } from '../../src/contract/index.ts'
import { openApp, type OpenOptions } from '../../src/main/app/open-app.ts'
import { createMemoryKeychain } from './keychains/memory-keychain.ts'
import { ada, cheap, createTestClock, resources } from './test-app.ts'
import { errorLog } from './error-log.ts'

const keychainEngine = createMemoryKeychain()

/** Starts the program as a command does, with a keychain that every start of one test file shares. */
export function start(dataDir: string, more: Partial<OpenOptions> = {}) {
  const reported: unknown[] = []
  const app = openApp({
    dataDir,
    host: 'cli',
    resources,
    ...cheap,
    keychainEngine,
    clock: createTestClock(),
    identity: ada,
    log: errorLog((error) => void reported.push(error)),
    ...more,
  })
  return { app, api: createClient<AppContract>(app.dispatch), reported }
}

/** A data directory with one workspace and one backup. */
export async function makeData(dataDir: string) {
  const { app, api } = start(dataDir)
  await api.workspaces.create({ name: 'Acme' })
  await app.close()
}

/** Why the program does not start. */
export function problemOf(dataDir: string): ErrorBody {
  try {
    start(dataDir)
  } catch (error) {
    if (error instanceof AppError) return error.toBody()
    throw error
  }
  throw new Error('The program was expected not to start')
}
