import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where each system keeps the data of programs; null for an account without a home directory. It imports no errors: a
 * command that is handed to a running program loads this, and most of its time is loading.
 */
export function usualDataDir(
  platform: NodeJS.Platform = process.platform,
  environment: Record<string, string | undefined> = process.env,
): string | null {
  const home = homeDirectory()
  if (home === null) return null
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Patchbay')
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Patchbay')
  // XDG Base Directory Specification: a relative path is invalid and ignored.
  const xdg = environment['XDG_DATA_HOME']
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'patchbay')
}

/** Null for an account that the system does not list, where no variable names a directory either. */
export function homeDirectory(): string | null {
  try {
    return homedir()
  } catch {
    return null
  }
}
