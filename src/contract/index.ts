import { backups } from './backups.ts'
import { catalog } from './catalog.ts'
import { connectors } from './connectors.ts'
import type { Api } from './define.ts'
import { doctor } from './doctor.ts'
import { keys, session } from './session.ts'
import { targets } from './targets.ts'
import { workspaces } from './workspaces.ts'

/** Everything that can be asked of Patchbay, on every host. */
export const contract = { session, keys, workspaces, catalog, connectors, targets, backups, doctor }

export type AppContract = typeof contract
export type AppApi = Api<AppContract>

export * from './backups.ts'
export * from './bridge.ts'
export * from './catalog.ts'
export * from './client.ts'
export * from './connectors.ts'
export * from './define.ts'
export * from './doctor.ts'
export * from './errors.ts'
export * from './session.ts'
export * from './store-reasons.ts'
export * from './targets.ts'
export * from './workspaces.ts'
