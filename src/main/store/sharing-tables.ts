import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from './columns.ts'
import { workspaces } from './schema.ts'

const workspaceId = () =>
  text('workspace_id')
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' })

/** The workspaces that are shared through a git repository. */
export const sharedWorkspaces = sqliteTable('shared_workspaces', {
  workspaceId: text('workspace_id')
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  /** The address of the repository. */
  remote: text('remote').notNull(),
  /** The first commit, by which everybody knows the workspace. */
  root: text('root').notNull(),
  /** What was true at the last commit that was verified here: its id, folder, members and key. */
  state: json<unknown>('state').notNull(),
  /** When this computer was last up to date; null before. */
  syncedAt: instant('synced_at'),
  /** Why the last try failed; null where it did not. */
  problem: json<unknown>('problem'),
  /** The head of the repository that was refused; null where there is none. */
  refusedHead: text('refused_head'),
})

/** The connectors of shared workspaces as they were when a change of them was last noted. */
export const sharedConnectors = sqliteTable(
  'shared_connectors',
  {
    workspaceId: workspaceId(),
    connectorId: text('connector_id').notNull(),
    fields: json<Record<string, unknown>>('fields').notNull(),
    /** Why there is no row for it here: its catalog entry is not imported, or another workspace has its id. Null where there is one. */
    waitsFor: text('waits_for'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.connectorId] })],
)

/** Values of shared connectors that wait for a choice, by field and by the member who wanted them. */
export const sharedConflicts = sqliteTable(
  'shared_conflicts',
  {
    workspaceId: workspaceId(),
    connectorId: text('connector_id').notNull(),
    field: text('field').notNull(),
    memberId: text('member_id').notNull(),
    /** The id of the change, the value that lost and the one before it. */
    entry: json<unknown>('entry').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.connectorId, table.field, table.memberId] })],
)

/** Changes that are not in the repository yet, in the order in which they were made. */
export const sharedOutbox = sqliteTable(
  'shared_outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    workspaceId: workspaceId(),
    changeId: text('change_id').notNull().unique(),
    at: instant('at').notNull(),
    /** What was changed, in words. */
    words: text('words').notNull(),
    operations: json<unknown[]>('operations').notNull(),
  },
  (table) => [index('shared_outbox_workspace_id').on(table.workspaceId, table.id)],
)

/** The shared connectors that the present transaction has written; triggers fill it, and it is empty between transactions. */
export const sharedTouches = sqliteTable(
  'shared_touches',
  { workspaceId: text('workspace_id').notNull(), connectorId: text('connector_id').notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.connectorId] })],
)
