import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { COLOURS } from '../../shared/limits.ts'
import { ATTENTION_FROM } from './attention-from.ts'
import { audit, instant, json, oneOf } from './columns.ts'
import type { ScheduledRun, StoredCause, StoredTest } from './stored-tests.ts'

export type { ScheduledRun, StoredCause, StoredTest } from './stored-tests.ts'
export { targetFiles, targetUses } from './target-tables.ts'
export { tokens } from './token-table.ts'
export { sharedConflicts, sharedConnectors, sharedOutbox, sharedTouches, sharedWorkspaces } from './sharing-tables.ts'

/** The global, read-only catalog. */
export const connectorCatalog = sqliteTable(
  'connector_catalog',
  {
    id: text('id').primaryKey(),
    key: text('key').notNull().unique(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    category: text('category').notNull(),
    icon: text('icon'),
    authType: oneOf('auth_type', ['oauth', 'api_key', 'basic', 'none']).notNull(),
    capabilities: json<Record<string, unknown>>('capabilities').notNull().default({}),
    defaultConfigSchema: json<Record<string, unknown>>('default_config_schema').notNull().default({}),
    authSchema: json<Record<string, unknown>>('auth_schema').notNull().default({}),
    connectionTest: json<Record<string, unknown>>('connection_test'),
    oauth: json<Record<string, unknown>>('oauth'),
    /** The paths in a config that the entry names as what says which account or site a connector is for. */
    summary: json<string[]>('summary'),
    /** The same as paths of SQLite, found in the schema where the entry names none; null until they were looked for. */
    identity: json<string[]>('identity'),
    docsUrl: text('docs_url'),
    version: text('version').notNull(),
    source: oneOf('source', ['builtin', 'imported']).notNull(),
    /** SHA-256 of the file that the entry came from, so an unchanged one writes nothing. */
    contentHash: text('content_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('connector_catalog_auth_type', sql`${table.authType} IN ('oauth', 'api_key', 'basic', 'none')`),
    check('connector_catalog_source', sql`${table.source} IN ('builtin', 'imported')`),
  ],
)

/** A tenant; the rest of the program says workspace. */
export const workspaces = sqliteTable(
  'workspaces',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** The name as it is compared: NFC, trimmed, case folded. */
    nameKey: text('name_key').notNull(),
    colour: text('colour').notNull(),
    /** What its square shows in place of the first letter of its name; null for that letter. */
    letter: text('letter'),
    /** Whether people are asked for its name before they switch something off or delete it. */
    isProduction: integer('production', { mode: 'boolean' }).notNull().default(false),
    /** After how many hours the program tests its connectors again; 0 for never. */
    testEveryHours: integer('test_every_hours').notNull().default(0),
    /** Whether a test that fails marks an active connector as failing. */
    marksFailedTests: integer('marks_failed_tests', { mode: 'boolean' }).notNull().default(false),
    /** The last run that the program began; null before the first. */
    scheduledRun: json<ScheduledRun>('scheduled_run'),
    /** Set while it can only be read. */
    archivedAt: instant('archived_at'),
    /** Set while it is in the trash. */
    deletedAt: instant('deleted_at'),
    ...audit,
  },
  (table) => [
    uniqueIndex('workspaces_name_key')
      .on(table.nameKey)
      .where(sql`${table.deletedAt} IS NULL`),
  ],
)

/** Where the private half of a person's keys lies. */
export interface PersonSlots {
  /** The keychain of the computer where the keys were made has them. */
  keychain?: true
  /** They are wrapped with a passphrase: salt, scrypt parameters and the envelope. */
  passphrase?: Record<string, unknown>
}

/** Everybody who has worked on this data. A person stays after the last workspace, because the history names them. */
export const persons = sqliteTable('persons', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** The account of the operating system that the person works under here. */
  account: text('account').unique(),
  /** Public keys, base64url of 32 bytes: to wrap data keys for the person, and to check what they sign. Null before both are made. */
  x25519: text('x25519'),
  ed25519: text('ed25519'),
  slots: json<PersonSlots>('slots').notNull().default({}),
  createdAt: instant('created_at').notNull(),
})

export const members = sqliteTable(
  'members',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    role: oneOf('role', ['owner', 'admin', 'member']).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.personId] }),
    index('members_person_id').on(table.personId),
    check('members_role', sql`${table.role} IN ('owner', 'admin', 'member')`),
  ],
)

/** The invitations that were used on this data, because each opens a workspace once. */
export const spentInvitations = sqliteTable('spent_invitations', {
  id: text('id').primaryKey(),
  workspaceId: text('workspace_id').notNull(),
  personId: text('person_id')
    .notNull()
    .references(() => persons.id),
  spentAt: instant('spent_at').notNull(),
})

/** The one row about the data as a whole: the person who created the data directory. */
export const installation = sqliteTable(
  'installation',
  {
    id: integer('id').primaryKey(),
    founderId: text('founder_id').notNull(),
    founderName: text('founder_name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [check('installation_id', sql`${table.id} = 1`)],
)

/** One encrypted secret inside `connectors.auth`. */
export interface StoredSecret {
  /** The envelope, see secrets/keys/envelope.ts. */
  value: string
  updatedAt: string
  /** There when it did not open the last time that the key was open. */
  unreadable?: true
  /** Where the secret is kept in place of here; the envelope has the same, which counts. */
  reference?: string
  /** There when the reference came from elsewhere and nobody here has confirmed it yet. */
  isUnconfirmed?: true
}

/** What is known of the tokens that a sign-in has left with a connector; the tokens themselves are among its secrets. */
export interface StoredSignIn {
  signedInAt: string
  /** Until when the access token works; null where the service does not say. */
  expiresAt: string | null
  /** Why only another sign-in helps; null while the tokens work as far as is known. */
  lost: string | null
}

/** Installed connectors, each in one workspace (`tenant_id`). */
export const connectors = sqliteTable(
  'connectors',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => workspaces.id),
    catalogId: text('catalog_id')
      .notNull()
      .references(() => connectorCatalog.id),
    name: text('name').notNull(),
    /** The name as it is compared: NFC, trimmed, case folded. */
    nameKey: text('name_key').notNull(),
    status: oneOf('status', ['inactive', 'active', 'error']).notNull().default('inactive'),
    statusMessage: text('status_message'),
    /** The failed test that last marked it as failing; of no account where the message is not its sentence. */
    statusCause: json<StoredCause>('status_cause'),
    /** Since when it has its status; null where that is not known. */
    statusSince: instant('status_since'),
    config: json<Record<string, unknown>>('config').notNull().default({}),
    /** Encrypted secrets by dotted path; every value is an envelope of its own. */
    auth: json<Record<string, StoredSecret>>('auth').notNull().default({}),
    tags: json<string[]>('tags').notNull().default([]),
    /** What people want to remember about it. */
    description: text('description').notNull().default(''),
    /** Null for none. */
    colour: oneOf('colour', COLOURS),
    /** Whether it comes first in every order. */
    isPinned: integer('is_pinned', { mode: 'boolean' }).notNull().default(false),
    catalogVersion: text('catalog_version').notNull(),
    /** The content hash of the entry that config was last checked against; null where that is not known. */
    checkedHash: text('checked_hash'),
    /** How many fields of config and auth do not fit that entry. */
    attention: integer('attention').notNull().default(0),
    lastTestedAt: instant('last_tested_at'),
    lastTestResult: json<StoredTest>('last_test_result'),
    secretExpiresAt: instant('secret_expires_at'),
    /** Null for tokens that somebody pasted, and where there are none. */
    signIn: json<StoredSignIn>('sign_in'),
    /** Set while the connector is in the trash. */
    deletedAt: instant('deleted_at'),
    ...audit,
  },
  (table) => [
    // Also the order of the list: by name within a workspace.
    uniqueIndex('connectors_tenant_id_name_key')
      .on(table.tenantId, table.nameKey)
      .where(sql`${table.deletedAt} IS NULL`),
    index('connectors_tenant_id').on(table.tenantId),
    index('connectors_catalog_id').on(table.catalogId),
    // Finds the connectors that are to be checked after their entry changed, and nothing else.
    index('connectors_catalog_id_checked_hash').on(table.catalogId, table.checkedHash),
    index('connectors_attention')
      .on(table.tenantId)
      .where(sql`${table.attention} > 0`),
    // The day from which each needs attention, which is all that the overview of all workspaces reads.
    index('connectors_attention_from')
      .on(table.tenantId, sql.raw(ATTENTION_FROM))
      .where(sql`${table.deletedAt} IS NULL AND ${sql.raw(ATTENTION_FROM)} IS NOT NULL`),
    // The order of the trash, whose pages would each sort all of it otherwise.
    index('connectors_trash')
      .on(table.tenantId, table.deletedAt)
      .where(sql`${table.deletedAt} IS NOT NULL`),
    check('connectors_status', sql`${table.status} IN ('inactive', 'active', 'error')`),
  ],
)

/**
 * Requests for secrets that somebody else knows: each has a key of its own, whose private half is here only while the
 * request waits for its answer.
 */
export const secretRequests = sqliteTable(
  'secret_requests',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    connectorId: text('connector_id')
      .notNull()
      .references(() => connectors.id, { onDelete: 'cascade' }),
    /** The dotted paths of what is asked for. */
    paths: json<string[]>('paths').notNull(),
    /** The age recipient that the answer is encrypted for. */
    recipient: text('recipient').notNull(),
    /** The envelope of its private half; null once the request is closed. */
    privateKey: text('private_key'),
    /** The last day on which an answer is taken, YYYY-MM-DD. */
    until: text('until').notNull(),
    state: oneOf('state', ['open', 'answered', 'revoked']).notNull(),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
  },
  (table) => [
    index('secret_requests_workspace_id').on(table.workspaceId, table.connectorId),
    index('secret_requests_connector_id').on(table.connectorId),
    check('secret_requests_state', sql`${table.state} IN ('open', 'answered', 'revoked')`),
    check('secret_requests_private_key', sql`(${table.state} = 'open') = (${table.privateKey} IS NOT NULL)`),
  ],
)

/** Filters, search and order of the list of connectors that a workspace keeps under a name. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The name as it is compared: NFC, trimmed, case folded. */
    nameKey: text('name_key').notNull(),
    /** The query of a URL that shows it. */
    query: text('query').notNull(),
    ...audit,
  },
  (table) => [uniqueIndex('saved_views_workspace_id_name_key').on(table.workspaceId, table.nameKey)],
)

/** The versions of a workspace's data key; the key itself is only ever in its slots. */
export const workspaceKeys = sqliteTable(
  'workspace_keys',
  {
    id: text('id').primaryKey(),
    /** No reference: a pending key is written before the workspace that it is for. */
    workspaceId: text('workspace_id').notNull(),
    version: integer('version').notNull(),
    state: oneOf('state', ['pending', 'active', 'retired']).notNull(),
    /** An envelope of a known text, so a wrong key is recognised without touching a secret. */
    check: text('key_check').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Since when nothing in this database is left under a retired key, which only backups still need; null before. */
    sweptAt: instant('swept_at'),
  },
  (table) => [
    uniqueIndex('workspace_keys_workspace_id_version').on(table.workspaceId, table.version),
    uniqueIndex('workspace_keys_one_active')
      .on(table.workspaceId)
      .where(sql`${table.state} = 'active'`),
    check('workspace_keys_state', sql`${table.state} IN ('pending', 'active', 'retired')`),
  ],
)

/** The ways to unwrap a key. */
export const keySlots = sqliteTable(
  'key_slots',
  {
    id: text('id').primaryKey(),
    keyId: text('key_id')
      .notNull()
      .references(() => workspaceKeys.id, { onDelete: 'cascade' }),
    kind: oneOf('kind', ['keychain', 'passphrase', 'person']).notNull(),
    /** The person whose own key opens the slot; null for the other kinds. */
    personId: text('person_id').references(() => persons.id),
    /**
     * For a passphrase: salt, scrypt parameters and the wrapped key. For a keychain: service and account. For a person: the
     * public key of the moment and the wrapped key.
     */
    params: json<Record<string, unknown>>('params').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('key_slots_key_id_kind')
      .on(table.keyId, table.kind)
      .where(sql`${table.personId} IS NULL`),
    uniqueIndex('key_slots_key_id_person_id')
      .on(table.keyId, table.personId)
      .where(sql`${table.personId} IS NOT NULL`),
    check('key_slots_kind', sql`${table.kind} IN ('keychain', 'passphrase', 'person')`),
    check('key_slots_person', sql`(${table.kind} = 'person') = (${table.personId} IS NOT NULL)`),
  ],
)

/**
 * The append-only history of who did what: triggers refuse to change a row, and to delete one of a workspace that is still
 * there. Every row carries the hash of the one before it (see chain.ts).
 */
export const activity = sqliteTable(
  'activity',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** Null for what concerns all workspaces. */
    workspaceId: text('workspace_id'),
    at: instant('at').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    /** What was done, as `connector.update`. */
    action: text('action').notNull(),
    /** The part of the action before the dot. */
    kind: text('kind').generatedAlwaysAs(sql`substr("action", 1, instr("action", '.') - 1)`, { mode: 'virtual' }),
    subjectId: text('subject_id'),
    subjectName: text('subject_name'),
    /** Counts and fields, those with their old and new values unless they are secrets. */
    detail: json<Record<string, unknown>>('detail').notNull().default({}),
    /** The config of a connector after a change of it, without what may be a secret. */
    config: json<Record<string, unknown>>('config'),
    /** The hash of this row and, through the hash of the row before it, of the whole history of its workspace. */
    hash: text('hash').notNull().default(''),
  },
  (table) => [
    index('activity_workspace_id').on(table.workspaceId, table.id),
    index('activity_actor_id').on(table.workspaceId, table.actorId, table.id),
    index('activity_subject_id').on(table.workspaceId, table.subjectId, table.id),
    index('activity_kind').on(table.workspaceId, table.kind, table.id),
    index('activity_at').on(table.workspaceId, table.at),
  ],
)

/** The end of each history: what shows that its last rows are there, and who has signed for them. */
export const activityHeads = sqliteTable('activity_heads', {
  /** Empty for the history of what concerns all workspaces. */
  workspaceId: text('workspace_id').primaryKey(),
  /** How many rows the history has. */
  count: integer('count').notNull(),
  /** The hash of its last row. */
  hash: text('hash').notNull(),
  /** How many rows were there at the last signature, 0 before the first one. */
  signedCount: integer('signed_count').notNull().default(0),
  /** The last row that is signed. */
  signedId: integer('signed_id'),
  signedBy: text('signed_by'),
  /** The public key of the signature, as its person may have lost it since and have another one. */
  signedKey: text('signed_key'),
  signature: text('signature'),
})
