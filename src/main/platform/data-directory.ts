import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the data is kept unless another directory is named, as each system has it. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  environment: Record<string, string | undefined> = process.env,
): string {
  const home = homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Patchbay')
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Patchbay')
  // XDG Base Directory Specification: a relative path is invalid and ignored.
  const xdg = environment['XDG_DATA_HOME']
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'patchbay')
}
