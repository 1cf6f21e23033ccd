import { homedir } from 'node:os'
import { join } from 'node:path'
import { appError } from '../../shared/errors.ts'

/** Where the data is kept unless another directory is named, as each system has it. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  environment: Record<string, string | undefined> = process.env,
): string {
  const home = homeDirectory()
  if (home === null) throw appError('no_home')
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
