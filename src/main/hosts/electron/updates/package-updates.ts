import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { Clock } from '../../../core/ports.ts'
import { isSignedFor } from './update-signature.ts'
import type { UpdateTrust } from './update-trust.ts'
import { createUpdates, type Updates } from './updates.ts'

/** What a package knows of its updates; unlike the address it is inside the archive. */
interface PackageFacts {
  /** The key of the releases. */
  updateKey?: string
  /** Until when the package counts as new, ISO 8601. */
  updatesValidUntil?: string
}

/** A package has this file when it was built for an address where newer versions are. */
const hasUpdates = () => app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'))

const readFacts = () => JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')) as PackageFacts

/** Until when this package counts as new; null for a program that looks for no updates. */
export const packageValidUntil = (): string | null => (hasUpdates() ? (readFacts().updatesValidUntil ?? null) : null)

interface Deps {
  trust: UpdateTrust
  clock: Clock
  onChange: () => void
  /** Closes the program. */
  close: () => Promise<unknown>
}

/** The updates of this package; null for a program that looks for none. */
export function createPackageUpdates({ trust, clock, onChange, close }: Deps): Updates | null {
  if (!hasUpdates()) return null
  return createUpdates({
    load: async () => (await import('electron-updater')).autoUpdater,
    isSigned: (published) => isSignedFor(readFacts().updateKey ?? '', published),
    now: clock,
    onVerified: trust.remember,
    onChange,
    beforeInstall: async () => {
      await close()
      // The new version may be started before this process has ended.
      app.releaseSingleInstanceLock()
    },
  })
}
