/** The rooms of main, each with those that it may import beside shared and the contract. */
export const ROOMS: Record<string, string[]> = {
  core: [],
  platform: ['core'],
  schemas: [],
  store: ['core', 'platform'],
  secrets: ['core', 'platform', 'store'],
  topics: ['core', 'platform', 'schemas', 'store', 'secrets'],
  app: ['core', 'platform', 'schemas', 'store', 'secrets', 'topics'],
  // Topics are reached only through dispatch.
  hosts: ['core', 'platform', 'secrets', 'app'],
}

/** The topics from the ground up. A topic imports only those in the lines before its own. */
export const LADDER = [
  ['activity', 'people'],
  ['catalog', 'tokens', 'workspaces'],
  ['connectors'],
  [
    'connection-tests',
    'database-backups',
    'doctor',
    'keys',
    'overview',
    'secret-requests',
    'settings',
    'targets',
    'workspace-backups',
    'workspace-code',
  ],
  ['sharing', 'sign-in'],
  ['session'],
]

export const MOST_FILES = 20
export const MOST_LINES = 400

/** The room that owns each table, by its name in code. */
export const OWNERS: Record<string, string> = {
  activity: 'src/main/topics/activity/',
  activityHeads: 'src/main/topics/activity/',
  persons: 'src/main/topics/people/',
  members: 'src/main/topics/people/',
  spentInvitations: 'src/main/topics/people/',
  installation: 'src/main/topics/people/',
  connectorCatalog: 'src/main/topics/catalog/',
  workspaces: 'src/main/topics/workspaces/',
  savedViews: 'src/main/topics/workspaces/',
  targetFiles: 'src/main/topics/targets/',
  targetUses: 'src/main/topics/targets/',
  tokens: 'src/main/topics/tokens/',
  connectors: 'src/main/topics/connectors/',
  secretRequests: 'src/main/topics/secret-requests/',
  sharedWorkspaces: 'src/main/topics/sharing/',
  sharedConnectors: 'src/main/topics/sharing/',
  sharedConflicts: 'src/main/topics/sharing/',
  sharedOutbox: 'src/main/topics/sharing/',
  sharedTouches: 'src/main/topics/sharing/',
  workspaceKeys: 'src/main/secrets/keys/',
  keySlots: 'src/main/secrets/keys/',
}

/** The folders at the top; a program that is tried out there would leave its data beside them. */
export const TOP_FOLDERS = '.ci .github bin build docs findings migrations scripts seeds src tests'.split(' ')
