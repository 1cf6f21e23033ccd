import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { hasScreen } from '../../../../src/main/hosts/cli/browser.ts'
import { findBinary } from '../../../../src/main/hosts/cli/electron.ts'
import { projectPath } from '../../../helpers/paths.ts'

/** Where scripts/real-electron prepares its runtime when it is given no directory. */
const preparedPath = () =>
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'patchbay-electron/electron/electron')

/** Electron's binary: the one that PATCHBAY_ELECTRON names, the installed package's, or a prepared one; else null. */
export function electronBinary(): string | null {
  const envPath = process.env['PATCHBAY_ELECTRON']
  if (envPath) return envPath
  const binary = findBinary(projectPath('')) ?? preparedPath()
  return existsSync(binary) ? binary : null
}

/** Whether this process itself can start the program's window: there is a binary, a screen, and a user with a sandbox. */
export const canStartElectron = (): boolean => electronBinary() !== null && hasScreen() && process.getuid?.() !== 0
