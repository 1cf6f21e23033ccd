import { backups } from './backups.ts'
import { catalog } from './catalog.ts'
import { connectors } from './connectors.ts'
import type { Api } from './define.ts'
import { desktop } from './desktop.ts'
import { doctor } from './doctor.ts'
import { keys } from './keys.ts'
import { secrets } from './secrets.ts'
import { session } from './session.ts'
import { targets } from './targets.ts'
import { trash } from './trash.ts'
import { workspaceBackups } from './workspace-backups.ts'
import { workspaces } from './workspaces.ts'

/** Everything that can be asked of Patchbay. */
export const contract = {
  session,
  keys,
  workspaces,
  catalog,
  connectors,
  trash,
  secrets,
  targets,
  backups,
  workspaceBackups,
  doctor,
  desktop,
}

export type AppContract = typeof contract
export type AppApi = Api<AppContract>

export * from './backups.ts'
export * from './bridge.ts'
export * from './catalog.ts'
export * from './client.ts'
export * from './connectors.ts'
export * from './define.ts'
export * from './desktop.ts'
export * from './doctor.ts'
export * from './errors.ts'
export * from './keys.ts'
export * from './secrets.ts'
export * from './session.ts'
export * from './store-reasons.ts'
export * from './targets.ts'
export * from './trash.ts'
export * from './workspace-backups.ts'
export * from './workspaces.ts'
