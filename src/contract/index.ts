import { activity } from './groups/activity.ts'
import { backups } from './groups/backups.ts'
import { catalog } from './groups/catalog.ts'
import { connectionTests } from './groups/connection-tests.ts'
import { connectors } from './groups/connectors.ts'
import type { Api } from './define.ts'
import { desktop } from './groups/desktop.ts'
import { doctor } from './groups/doctor.ts'
import { keys } from './groups/keys.ts'
import { members } from './groups/members.ts'
import { overview } from './groups/overview.ts'
import { person } from './groups/person.ts'
import { secretRequests } from './groups/secret-requests.ts'
import { secrets } from './groups/secrets.ts'
import { session } from './groups/session.ts'
import { sharing } from './groups/access/sharing.ts'
import { settings } from './groups/installation/settings.ts'
import { signIns } from './groups/sign-ins.ts'
import { targets } from './groups/targets.ts'
import { tokens } from './groups/access/tokens.ts'
import { trash } from './groups/trash.ts'
import { views } from './groups/views.ts'
import { workspaceBackups } from './groups/workspace-backups.ts'
import { workspaceCode } from './groups/files/workspace-code.ts'
import { workspaces } from './groups/workspaces.ts'

/** Everything that can be asked of Patchbay. */
export const contract = {
  session,
  person,
  tokens,
  members,
  sharing,
  keys,
  workspaces,
  catalog,
  connectors,
  connectionTests,
  signIns,
  trash,
  views,
  secrets,
  settings,
  secretRequests,
  overview,
  targets,
  activity,
  backups,
  workspaceBackups,
  workspaceCode,
  doctor,
  desktop,
}

export type AppContract = typeof contract
export type AppApi = Api<AppContract>

export * from './groups/activity.ts'
export * from './groups/backups.ts'
export * from './bridge.ts'
export * from './groups/catalog.ts'
export * from './client.ts'
export * from './groups/connection-tests.ts'
export * from './groups/connectors.ts'
export * from './define.ts'
export * from './groups/desktop.ts'
export * from './groups/doctor.ts'
export * from './errors.ts'
export * from './groups/keys.ts'
export * from './groups/secret-requests.ts'
export * from './groups/secrets.ts'
export * from './groups/members.ts'
export * from './groups/overview.ts'
export * from './groups/person.ts'
export * from './groups/session.ts'
export * from './groups/installation/settings.ts'
export * from './groups/sign-ins.ts'
export * from './store-reasons.ts'
export * from './groups/targets.ts'
export * from './groups/access/sharing.ts'
export * from './groups/access/tokens.ts'
export * from './groups/trash.ts'
export * from './groups/views.ts'
export * from './groups/workspace-backups.ts'
export * from './groups/files/workspace-code.ts'
export * from './groups/workspaces.ts'
