import { AppError } from '../../contract/errors.ts'
import type { Warning } from '../../contract/groups/session.ts'
import { NOBODY, type Table } from './dispatch.ts'
import type { Log } from '../platform/log.ts'
import type { Replace } from './lifecycle.ts'
import type { Resources } from '../platform/resources.ts'
import { findKeychainProgram } from '../secrets/keychain/provider.ts'
import { createKeychain, type Keychain, type KeychainEngine } from '../secrets/keychain/keychain.ts'
import { createBackups, lookIntoBackups } from '../topics/database-backups/backups.ts'
import { createDoctor } from '../topics/doctor/doctor.ts'
import { readMigrations } from '../store/migrate.ts'
import type { StorePaths } from '../store/files/paths.ts'

interface Deps {
  /** Why the database cannot be opened. */
  problem: AppError
  paths: StorePaths
  resources: Resources
  keychainEngine: KeychainEngine
  replace: Replace
  warnings: () => Warning[]
  log: Log
}

/** What answers while the database cannot be opened: all that needs none. */
export function createRecovery(deps: Deps): Omit<Table, 'missing'> {
  const { problem, paths, resources, keychainEngine, replace, warnings, log } = deps
  const { version } = resources
  const keychain = createKeychain(keychainEngine)
  const known = readMigrations(resources.migrationsDir).length
  return {
    file: paths.database,
    access: NOBODY,
    handlers: {
      session: {
        get: ({ actor, account }) => ({
          ...{ person: actor, account, version, founder: null, isStranger: false },
          warnings: warnings(),
        }),
      },
      backups: createBackups({
        ...{ paths, replace, log, isOpen: false, knownVersion: known },
        keychain,
        backUp: () => Promise.resolve(),
      }),
      doctor: createDoctor({
        paths,
        version,
        problem: problem.toBody(),
        warnings,
        dataVersion: { stored: null, known },
        findDamage: () => Promise.resolve([]),
        checkHistories: null,
        backupProblem: () => null,
        listBackups: () => lookIntoBackups(paths, keychain),
        findKeychainProgram,
        probeKeychain: () => probeKeychain(keychain),
        isStranger: () => false,
        keyStates: () => Promise.resolve([]),
      }),
    },
  }
}

async function probeKeychain(keychain: Keychain) {
  const { name: keychainName } = keychain
  try {
    await keychain.probe()
    return { usable: true, keychainName, message: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { usable: false, keychainName, message: error.message }
  }
}
