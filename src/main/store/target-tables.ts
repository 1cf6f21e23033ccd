import { sql } from 'drizzle-orm'
import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { TARGET_FORMATS } from '../../shared/limits.ts'
import { audit, instant, json, oneOf } from './columns.ts'
import { connectors, workspaces } from './schema.ts'

/** The files of publish targets that workspaces keep up to date. */
export const targetFiles = sqliteTable(
  'target_files',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Absolute; two files at one path would overwrite each other. */
    path: text('path').notNull().unique(),
    format: oneOf('format', TARGET_FORMATS).notNull(),
    envelope: integer('envelope', { mode: 'boolean' }).notNull(),
    /** The person all of whose workspaces it has; null for the one workspace. */
    allOf: text('all_of'),
    ...audit,
  },
  (table) => [check('target_files_format', sql`${table.format} IN ('json', 'ndjson', 'csv', 'yaml')`)],
)

/** What a program or a person uses publish targets for, as it was reported last. */
export const targetUses = sqliteTable(
  'target_uses',
  {
    connectorId: text('connector_id')
      .notNull()
      .references(() => connectors.id, { onDelete: 'cascade' }),
    /** Who reports, such as the name of a broadcaster. */
    source: text('source').notNull(),
    /** What for, such as the names of campaigns. */
    uses: json<string[]>('uses').notNull(),
    reportedAt: instant('reported_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectorId, table.source] })],
)
