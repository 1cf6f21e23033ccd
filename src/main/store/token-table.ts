import { sql } from 'drizzle-orm'
import { check, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant, json, oneOf } from './columns.ts'
import { persons } from './schema.ts'

/** What lets other programs ask over REST, for the person who made it. */
export const tokens = sqliteTable(
  'tokens',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    name: text('name').notNull(),
    /** The name as it is compared: NFC, trimmed, case folded. */
    nameKey: text('name_key').notNull(),
    /** SHA-256 of the token as base64url; the token itself is stored nowhere. */
    hash: text('hash').notNull().unique(),
    scope: oneOf('scope', ['read', 'write']).notNull(),
    /** Null for all workspaces of the person. */
    workspaceIds: json<string[]>('workspace_ids'),
    /** The last day on which it works, YYYY-MM-DD; null for no end. */
    expiresOn: text('expires_on'),
    lastUsedAt: instant('last_used_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('tokens_person_id_name_key').on(table.personId, table.nameKey),
    check('tokens_scope', sql`${table.scope} IN ('read', 'write')`),
  ],
)
