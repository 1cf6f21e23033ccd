import type { Statement } from 'better-sqlite3'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { appError } from '../../../contract/errors.ts'
import type { TrashedConnector } from '../../../contract/groups/trash.ts'
import type { Core } from '../core.ts'
import { once } from '../../core/once.ts'
import { connectors, type StoredCause, type StoredSecret } from '../../store/schema.ts'
import { isUniqueViolation } from '../../store/files/sqlite-errors.ts'
import { tidyIdentity } from '../../../shared/search/identity.ts'
import { nameTaken } from '../../core/names.ts'

export type ConnectorRow = typeof connectors.$inferSelect
export type ConnectorChange = Partial<typeof connectors.$inferInsert>
/** What only comes with time; a new connector has the table's defaults there. */
type Later = 'statusCause' | 'attention' | 'lastTestedAt' | 'lastTestResult' | 'deletedAt' | 'isPinned' | 'signIn'
export type NewConnector = Omit<Required<typeof connectors.$inferInsert>, Later>

/** The columns of a new connector by the names of its properties. */
const INSERTED: Readonly<Record<keyof NewConnector, string>> = {
  id: 'id',
  tenantId: 'tenant_id',
  catalogId: 'catalog_id',
  name: 'name',
  nameKey: 'name_key',
  status: 'status',
  statusMessage: 'status_message',
  statusSince: 'status_since',
  config: 'config',
  auth: 'auth',
  tags: 'tags',
  description: 'description',
  colour: 'colour',
  catalogVersion: 'catalog_version',
  checkedHash: 'checked_hash',
  secretExpiresAt: 'secret_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  createdBy: 'created_by',
  updatedBy: 'updated_by',
  createdByName: 'created_by_name',
  updatedByName: 'updated_by_name',
}

/** In the order of its columns: values without names are bound in half of the time. */
const INSERTED_NAMES = Object.keys(INSERTED) as (keyof NewConnector)[]

const COLUMNS: Readonly<Record<keyof ConnectorRow, string>> = {
  ...INSERTED,
  statusCause: 'status_cause',
  attention: 'attention',
  lastTestedAt: 'last_tested_at',
  lastTestResult: 'last_test_result',
  deletedAt: 'deleted_at',
  isPinned: 'is_pinned',
  signIn: 'sign_in',
}

/** A value as the database has it: JSON as text, and numbers for flags. */
const toStored = (value: unknown): unknown =>
  typeof value === 'boolean'
    ? Number(value)
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : value

const toStoredValues = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toStored(value)]))

const namesIn = (values: ConnectorChange) => Object.keys(values) as (keyof ConnectorRow)[]

/** A connector's encrypted secrets, as a sweep over a whole workspace reads them. */
export interface SecretsRow {
  rowid: number
  id: string
  catalogId: string
  auth: Record<string, StoredSecret>
  isTrashed: boolean
}

/** A card as the database has it; which of the required secrets are missing is only known with its entry. */
export interface StoredCard extends Omit<ConnectorCard, 'missingSecrets'> {
  /** Where something does not fit the entry: which one that is, and the paths of the stored secrets; null for all others. */
  missingSecrets: { catalogId: string; stored: string[] } | null
}

const FLAGS = ['needsSecrets', 'needsSignIn', 'needsConfirmation', 'isPinned', 'isTestable'] as const

/** SQLite has numbers for flags, and text for JSON. */
type CardRow = Omit<StoredCard, (typeof FLAGS)[number] | 'tags' | 'identity' | 'missingSecrets' | 'statusCause'> &
  Record<(typeof FLAGS)[number], 0 | 1> & {
    tags: string
    identity: string | number | null
    missingSecrets: string | null
    statusCause: string | null
  }

/** A picture is sent once with its entry, as hundreds of connectors may have the same. */
const ICON_SQL = "CASE WHEN e.icon LIKE 'data:%' THEN 'entry:' || e.key ELSE e.icon END AS icon"

/**
 * The cards of a workspace. Drizzle's own mapping of rows would take as long again as the query for a long list. Values stand in a
 * `SELECT` of their own, here and in what is added: SQLite compiles a join again for each value that may change its plan,
 * which takes longer than reading ten cards.
 */
export const CARD_SQL = `
  SELECT c.id, c.name, c.status, c.status_message AS statusMessage,
    CASE WHEN c.status = 'error' THEN c.status_cause END AS statusCause, c.status_since AS statusSince,
    coalesce(json_extract(c.config, e.identity ->> 0), json_extract(c.config, e.identity ->> 1)) AS identity, e.key AS catalogKey, e.name AS catalogName, ${ICON_SQL},
    c.attention, e.connection_test IS NOT NULL AS isTestable, c.last_tested_at AS testedAt,
    CASE WHEN c.last_tested_at IS NOT NULL THEN iif(c.last_test_result ->> 'ok', 'ok', iif(c.last_test_result ->> 'isLasting', 'failed', 'unclear')) END AS testOutcome,
    nullif(c.last_test_result ->> '$.account.name', '') AS testedAs, c.tags, c.description, c.colour, c.is_pinned AS isPinned, c.secret_expires_at AS secretExpiresAt, c.created_at AS createdAt, c.created_by_name AS createdByName, c.updated_at AS updatedAt,
    c.updated_by_name AS updatedByName, instr(c.auth, '"unreadable":true') > 0 AS needsSecrets,
    c.sign_in IS NOT NULL AND instr(c.sign_in, '"lost":"') > 0 AS needsSignIn,
    instr(c.auth, '"isUnconfirmed":true') > 0 AS needsConfirmation,
    CASE WHEN c.attention > 0 THEN json_object('catalogId', c.catalog_id, 'stored', json((SELECT json_group_array(key) FROM json_each(c.auth)))) END AS missingSecrets
  FROM connectors c JOIN connector_catalog e ON e.id = c.catalog_id
  WHERE c.tenant_id = (SELECT @workspaceId) AND c.deleted_at IS NULL`

/**
 * Turns rows into cards where they are: copies of thousands of rows would take as long as the query. Most connectors have the
 * tags of another one.
 */
function toCards(rows: CardRow[]): StoredCard[] {
  const tagsByText = new Map<string, string[]>()
  for (const row of rows) {
    const card = row as unknown as StoredCard
    const { tags, identity, missingSecrets, statusCause } = row
    let list = tagsByText.get(tags)
    if (list === undefined) tagsByText.set(tags, (list = JSON.parse(tags) as string[]))
    card.tags = list
    for (const flag of FLAGS) card[flag] = row[flag] === 1
    if (identity !== null) card.identity = tidyIdentity(String(identity))
    if (statusCause !== null) card.statusCause = JSON.parse(statusCause) as StoredCause
    if (missingSecrets !== null) card.missingSecrets = JSON.parse(missingSecrets) as StoredCard['missingSecrets']
  }
  return rows as unknown as StoredCard[]
}

/** The statements on `connectors`; every one of them is scoped to a workspace. */
export function createConnectorRows({ store, commit }: Pick<Core, 'store' | 'commit'>) {
  const { sqlite } = store
  const isThis = () =>
    and(eq(connectors.id, sql.placeholder('id')), eq(connectors.tenantId, sql.placeholder('workspaceId')))

  const cards = (more: string) => sqlite.prepare<Record<string, unknown>, CardRow>(`${CARD_SQL} ${more}`)
  const list = once(() => cards('ORDER BY c.name_key LIMIT (SELECT @limit)'))
  const listAfter = once(() => cards('AND c.name_key > (SELECT @nameKey) ORDER BY c.name_key LIMIT (SELECT @limit)'))
  const card = once(() => cards('AND c.id = (SELECT @id)'))
  const nameKeyOf = once(() =>
    sqlite
      .prepare<{ workspaceId: string; id: string }, string>(
        'SELECT name_key FROM connectors WHERE id = @id AND tenant_id = @workspaceId',
      )
      .pluck(),
  )
  const row = once(() =>
    store.db
      .select()
      .from(connectors)
      .where(and(isThis(), isNull(connectors.deletedAt)))
      .prepare(),
  )
  const rowWithTrash = once(() => store.db.select().from(connectors).where(isThis()).prepare())
  const anywhere = once(() => sqlite.prepare<[id: string], { id: string }>('SELECT id FROM connectors WHERE id = ?'))
  const trashed = once(() =>
    sqlite.prepare<{ workspaceId: string; id: string }, { nameKey: string; name: string }>(`
    SELECT name_key AS nameKey, name FROM connectors
    WHERE id = @id AND tenant_id = @workspaceId AND deleted_at IS NOT NULL`),
  )
  const trashCards = (more: string) =>
    sqlite.prepare<Record<string, unknown>, TrashedConnector>(`
    SELECT c.id, c.name, e.name AS catalogName, ${ICON_SQL}, c.deleted_at AS deletedAt, c.updated_by_name AS deletedByName
    FROM connectors c JOIN connector_catalog e ON e.id = c.catalog_id
    WHERE c.tenant_id = (SELECT @workspaceId) AND c.deleted_at IS NOT NULL ${more}
    ORDER BY c.deleted_at DESC, c.rowid DESC LIMIT (SELECT @limit)`)
  // The same number is another account at another host.
  const sameAccount = once(() =>
    sqlite.prepare<
      { workspaceId: string; catalogId: string; account: string; host: string; exceptId: string },
      { id: string; name: string }
    >(`
    SELECT id, name FROM connectors
    WHERE tenant_id = @workspaceId AND catalog_id = @catalogId AND deleted_at IS NULL AND id <> @exceptId
      AND last_test_result ->> '$.account.id' = @account AND last_test_result ->> '$.account.host' = @host
    ORDER BY name_key LIMIT 20`),
  )
  const ids = once(() =>
    sqlite
      .prepare<{ workspaceId: string }, string>(
        'SELECT id FROM connectors WHERE tenant_id = @workspaceId AND deleted_at IS NULL ORDER BY name_key',
      )
      .pluck(),
  )
  const inTrash = once(() => trashCards(''))
  const inTrashAfter = once(() =>
    trashCards('AND (c.deleted_at, c.rowid) < (SELECT deleted_at, rowid FROM connectors WHERE id = (SELECT @after))'),
  )
  const emptyTrash = once(() =>
    sqlite.prepare<{ workspaceId: string }>(
      'DELETE FROM connectors WHERE tenant_id = @workspaceId AND deleted_at IS NOT NULL',
    ),
  )
  const removeAll = once(() =>
    sqlite.prepare<{ workspaceId: string }>('DELETE FROM connectors WHERE tenant_id = @workspaceId'),
  )
  const withSecrets = once(() =>
    sqlite.prepare<
      { workspaceId: string; after: number; limit: number },
      { rowid: number; id: string; catalogId: string; auth: string; isTrashed: number }
    >(`
    SELECT rowid, id, catalog_id AS catalogId, auth, deleted_at IS NOT NULL AS isTrashed FROM connectors INDEXED BY connectors_tenant_id
    WHERE tenant_id = @workspaceId AND rowid > @after AND auth <> '{}' ORDER BY rowid LIMIT @limit`),
  )
  const secretsCount = once(() =>
    sqlite
      .prepare<{ workspaceId: string }, number>(
        "SELECT count(*) FROM connectors WHERE tenant_id = @workspaceId AND auth <> '{}'",
      )
      .pluck(),
  )
  const putSecrets = once(() =>
    sqlite.prepare('UPDATE connectors SET auth = @auth WHERE id = @id AND tenant_id = @workspaceId'),
  )
  // Drizzle maps the columns of each row, which takes as long as inserting it.
  const insert = once(() => {
    const columns = Object.values(INSERTED)
    return sqlite.prepare(`INSERT INTO connectors (${columns.join()}) VALUES (${columns.map(() => '?').join()})`)
  })
  const byName = once(() =>
    sqlite
      .prepare<{ workspaceId: string; nameKey: string }, string>(
        'SELECT id FROM connectors WHERE tenant_id = @workspaceId AND name_key = @nameKey AND deleted_at IS NULL',
      )
      .pluck(),
  )

  // Few sets of columns are changed together; making the statement each time would take longer than the change.
  const updates = new Map<string, Statement<[Record<string, unknown>]>>()
  const updateOf = (names: readonly (keyof ConnectorRow)[]) => {
    const columns = names.map((name) => `${COLUMNS[name]} = @${name}`).join()
    let update = updates.get(columns)
    if (!update) {
      update = sqlite.prepare(`UPDATE connectors SET ${columns} WHERE id = @ofId AND tenant_id = @ofWorkspaceId`)
      updates.set(columns, update)
    }
    return update
  }

  const existing = <T>(value: T | undefined): T => {
    if (value === undefined) throw appError('no_connector')
    return value
  }

  return {
    /** Runs a change of a workspace's connectors in one transaction and then notifies the windows. */
    commit: <T>(workspaceId: string, run: () => T): Promise<T> => commit(run, { workspaceId, topic: 'connectors' }),

    /** Cards by name; `after` is the id that the previous page ended with, which may be in the trash since then. */
    list(workspaceId: string, limit: number, after?: string) {
      if (after === undefined) return toCards(list().all({ workspaceId, limit }))
      const nameKey = existing(nameKeyOf().get({ workspaceId, id: after }))
      return toCards(listAfter().all({ workspaceId, limit, nameKey }))
    },
    card: (workspaceId: string, id: string): StoredCard => toCards([existing(card().get({ workspaceId, id }))])[0]!,
    /** The whole row. Throws `not_found`, also for a connector of another workspace. */
    get: (workspaceId: string, id: string) => existing(row().get({ workspaceId, id })),
    /** The whole row, in the trash or not. Throws `not_found`. */
    withTrash: (workspaceId: string, id: string) => existing(rowWithTrash().get({ workspaceId, id })),
    /** The whole row; undefined for a connector that is not here. */
    find: (workspaceId: string, id: string) => row().get({ workspaceId, id }),
    /** The ids of all connectors of a workspace, by name. */
    ids: (workspaceId: string): string[] => ids().all({ workspaceId }),
    /** Other connectors of an entry for which a test has found this account. */
    sameAccount: (workspaceId: string, catalogId: string, { id, host }: { id: string; host: string }, exceptId = '') =>
      sameAccount().all({ workspaceId, catalogId, account: id, host, exceptId }),
    /** Null for a connector that is not here. */
    nameOf: (workspaceId: string, id: string): string | null => row().get({ workspaceId, id })?.name ?? null,
    /** The name of a connector in the trash. Throws `not_found`. */
    trashed: (workspaceId: string, id: string) => existing(trashed().get({ workspaceId, id })),
    /** Whether any workspace has a connector with this id, in the trash or not. */
    isInUse: (id: string): boolean => anywhere().get(id) !== undefined,
    idByName: (workspaceId: string, nameKey: string) => byName().get({ workspaceId, nameKey }),

    /** Throws `conflict` at the name where it is taken. */
    insert: (values: NewConnector) =>
      withFreeName(values.name, () => void insert().run(INSERTED_NAMES.map((name) => toStored(values[name])))),

    /** Throws `not_found`, and `conflict` at the name where it is taken; a caller that starts to use a name passes it. */
    update(workspaceId: string, id: string, values: ConnectorChange) {
      const statement = updateOf(namesIn(values).filter((name) => values[name] !== undefined))
      const scope = { ofId: id, ofWorkspaceId: workspaceId }
      const { changes } = withFreeName(values.name, () => statement.run({ ...toStoredValues(values), ...scope }))
      if (changes === 0) throw appError('no_connector')
    },

    /** Connectors with secrets, those in the trash too, in a fixed order; `after` is the rowid to go on from. */
    secretsAfter: (workspaceId: string, after: number, limit: number): SecretsRow[] =>
      withSecrets()
        .all({ workspaceId, after, limit })
        .map(({ auth, isTrashed, ...row }) => ({ ...row, auth: readAuth(auth), isTrashed: isTrashed === 1 })),
    countWithSecrets: (workspaceId: string): number => secretsCount().get({ workspaceId }) ?? 0,
    /** Stores secrets that were encrypted again or looked at; nobody has changed the connector. */
    putSecrets: (workspaceId: string, id: string, auth: Record<string, StoredSecret>) =>
      void putSecrets().run({ workspaceId, id, auth: JSON.stringify(auth) }),

    /** What is in the trash of a workspace, the last deleted first; `after` is the id that the previous page ended with. */
    trash(workspaceId: string, limit: number, after?: string): TrashedConnector[] {
      if (after === undefined) return inTrash().all({ workspaceId, limit })
      existing(trashed().get({ workspaceId, id: after }))
      return inTrashAfter().all({ workspaceId, limit, after })
    },
    /** Deletes for good what is in the trash of a workspace; answers how many connectors that were. */
    emptyTrash: (workspaceId: string): number => emptyTrash().run({ workspaceId }).changes,
    /** Deletes every connector of a workspace for good; answers how many that were. */
    removeAll: (workspaceId: string): number => removeAll().run({ workspaceId }).changes,
  }
}

/** Turns the index's refusal of a name into the error that a person understands. */
function withFreeName<T>(name: string | undefined, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw name !== undefined && isUniqueViolation(error) ? nameTaken('connector', name) : error
  }
}

/** One damaged row must not keep a sweep from the others; opening that connector says what is wrong with it. */
function readAuth(text: string): Record<string, StoredSecret> {
  try {
    return JSON.parse(text) as Record<string, StoredSecret>
  } catch {
    return {}
  }
}

export type ConnectorRows = ReturnType<typeof createConnectorRows>
