import { openApp } from './app/open-app.ts'
import { systemIdentity } from './core/identity.ts'
import type { HandedFiles } from './hosts/electron/handed-files.ts'
import { createElectronEngine } from './hosts/electron/keychain.ts'
import { startElectronHost } from './hosts/electron/start.ts'
import { systemProxy } from './hosts/electron/system-proxy.ts'
import { packageValidUntil } from './hosts/electron/updates/package-updates.ts'
import { createUpdateTrust } from './hosts/electron/updates/update-trust.ts'
import type { ProgramFiles } from './platform/resources.ts'

interface Options {
  /** Where Chromium keeps its files, and the desktop program its own. */
  chromiumDir: string
  dataDir: string
  files: ProgramFiles
  handedFiles: HandedFiles
}

/** Opens the program with its windows. */
export function startDesktop({ chromiumDir, dataDir, files, handedFiles }: Options): Promise<void> {
  const clock = () => new Date()
  const updateTrust = createUpdateTrust({ directory: chromiumDir, clock, validUntil: packageValidUntil() })
  const open = () =>
    openApp({
      dataDir,
      host: 'electron',
      resources: files,
      keychainEngine: createElectronEngine(files.keychainProcessUrl),
      clock,
      identity: systemIdentity(),
      systemProxy,
      warnings: () => {
        const since = updateTrust.unverifiedSince()
        return since === null ? [] : [{ kind: 'updates', since }]
      },
      // Whatever else keeps the database from opening is shown on the screens.
      standby: ({ reason }) => reason !== 'in_use',
      unattended: {},
    })
  return startElectronHost(open, { files, dataDir, handedFiles, updateTrust, clock })
}
