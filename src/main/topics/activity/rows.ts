import type { Activity } from '../../../contract/groups/activity.ts'
import type { ActivityKind } from '../../../shared/text/activity-kinds.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { sortByName } from '../../../shared/names.ts'
import { CHAIN_COLUMNS, chainHash, type ChainRow } from '../../store/chain.ts'
import { once } from '../../core/once.ts'
import type { Store } from '../../store/open.ts'
import type { ActivityEntry, Core } from '../core.ts'
import { headText, type Signing } from './signing.ts'
import { hasWords, patternOf, wordsOf } from './words.ts'

/** What to read of a history; all that is given must fit. */
export interface Selection {
  /** Null for what concerns all workspaces. */
  workspaceId: string | null
  person?: string | undefined
  connector?: string | undefined
  kind?: ActivityKind | undefined
  /** From this instant on. */
  from?: string | undefined
  /** Before this instant. */
  until?: string | undefined
  /** Words that must all be in a row, see `hasWords`. */
  search?: string | undefined
}

/** A row as people read it, its JSON still as text. */
export interface StoredActivity {
  id: number
  at: string
  actorId: string
  actorName: string
  action: string
  subjectId: string | null
  subjectName: string | null
  detail: string
  hasConfig: 0 | 1
}

/** How many rows are of a kind. */
export interface KindCount {
  /** Of rows of an older or newer program, one that this one may not know. */
  kind: string
  count: number
}

/** The end of a history. */
export interface Head {
  count: number
  hash: string
  signedCount: number
  signedId: number | null
  signedBy: string | null
  signedKey: string | null
  signature: string | null
}

/** An end with its last row, as far as a transaction has written it. */
interface End extends Head {
  lastId: number
}

const COLUMNS = `id, at, actor_id AS actorId, actor_name AS actorName, action, subject_id AS subjectId,
  subject_name AS subjectName, detail, config IS NOT NULL AS hasConfig`

// Values stand in a `SELECT` of their own: SQLite compiles a statement again for each value that may change its plan.
const BETWEEN = 'id > (SELECT @after) AND id <= (SELECT @upTo)'
const HAS_WORDS = 'has_words(actor_name, subject_name, action, detail, (SELECT @search))'
const fits = (column: string) => `${column} LIKE (SELECT @like) ESCAPE '\\'`
const hasOtherLetters = (column: string) => `length(${column}) <> octet_length(${column})`

const CONDITIONS: Record<Exclude<keyof Selection, 'workspaceId'>, string> = {
  person: 'actor_id = (SELECT @person)',
  connector: 'subject_id = (SELECT @connector)',
  kind: 'kind = (SELECT @kind)',
  from: 'at >= (SELECT @from)',
  until: 'at < (SELECT @until)',
  // SQLite passes over most rows itself, since a call of a function takes several times as long as a LIKE. It knows the case of
  // ASCII letters alone, so a row with others is always looked at; an action has none.
  search: `CASE WHEN ${fits('actor_name')} OR ${fits('subject_name')} THEN CASE WHEN (SELECT @isAll) THEN 1 ELSE ${HAS_WORDS} END
    WHEN ${fits('action')} OR ${fits('detail')} OR ${hasOtherLetters('actor_name')} OR ${hasOtherLetters('subject_name')}
      OR ${hasOtherLetters('detail')} THEN ${HAS_WORDS} ELSE 0 END`,
}

const hasTime = ({ from, until }: Selection) => from !== undefined || until !== undefined

/** The statements on the history. */
export function createActivityRows({ sqlite }: Store, signing?: Signing) {
  const insert = once(() =>
    sqlite.prepare(
      `INSERT INTO activity (${CHAIN_COLUMNS.join()}, hash) VALUES (${CHAIN_COLUMNS.map(() => '?').join()}, ?)`,
    ),
  )
  const head = once(() =>
    sqlite.prepare<{ workspaceId: string }, Head>(`
    SELECT count, hash, signed_count AS signedCount, signed_id AS signedId, signed_by AS signedBy, signed_key AS signedKey, signature
    FROM activity_heads WHERE workspace_id = @workspaceId`),
  )
  const putHead = once(() =>
    sqlite.prepare<Head & { workspaceId: string }>(`
    INSERT INTO activity_heads (workspace_id, count, hash, signed_count, signed_id, signed_by, signed_key, signature)
    VALUES (@workspaceId, @count, @hash, @signedCount, @signedId, @signedBy, @signedKey, @signature)
    ON CONFLICT (workspace_id) DO UPDATE SET count = excluded.count, hash = excluded.hash,
      signed_count = excluded.signed_count, signed_id = excluded.signed_id, signed_by = excluded.signed_by, signed_key = excluded.signed_key,
      signature = excluded.signature`),
  )
  const signedId = once(() =>
    sqlite
      .prepare<[workspaceId: string], number | null>('SELECT signed_id FROM activity_heads WHERE workspace_id = ?')
      .pluck(),
  )
  const one = once(() =>
    sqlite.prepare<{ workspaceId: string; id: number }, StoredActivity & { config: string | null }>(
      `SELECT ${COLUMNS}, config FROM activity WHERE workspace_id = @workspaceId AND id = @id`,
    ),
  )
  // Jumps from person to person in the index; DISTINCT would read every row of a long history.
  const people = once(() =>
    sqlite.prepare<{ workspaceId: string }, { id: string; name: string }>(`
    WITH RECURSIVE person(id) AS (
      SELECT min(actor_id) FROM activity WHERE workspace_id = @workspaceId
      UNION ALL
      SELECT (SELECT min(actor_id) FROM activity WHERE workspace_id = @workspaceId AND actor_id > person.id)
      FROM person WHERE person.id IS NOT NULL
    )
    SELECT id, (SELECT actor_name FROM activity WHERE workspace_id = @workspaceId AND actor_id = person.id
      ORDER BY activity.id DESC LIMIT 1) AS name
    FROM person WHERE id IS NOT NULL`),
  )
  // The index of kinds answers it without a row.
  const kinds = once(() =>
    sqlite.prepare<{ workspaceId: string }, KindCount>(
      'SELECT kind, count(*) AS count FROM activity WHERE workspace_id = @workspaceId GROUP BY kind',
    ),
  )
  const lastId = once(() => sqlite.prepare<[], number | null>('SELECT max(id) FROM activity').pluck())
  const histories = once(() =>
    sqlite
      .prepare<[], string>("SELECT '' UNION SELECT workspace_id FROM activity_heads UNION SELECT id FROM workspaces")
      .pluck(),
  )
  // One value for a row, as each costs time; of a hundred thousand rows that is a third.
  const chainPage = once(() =>
    sqlite
      .prepare<{ after: number; upTo: number }, string>(
        `SELECT hash || json_array(${CHAIN_COLUMNS.join()}) FROM activity
       WHERE ${BETWEEN} ORDER BY id`,
      )
      .pluck(),
  )
  const idPage = once(() =>
    sqlite
      .prepare<{ after: number; upTo: number }, number>(`SELECT id FROM activity WHERE ${BETWEEN} ORDER BY id`)
      .pluck(),
  )
  const chainRow = once(() =>
    sqlite
      .prepare<{ id: number }, [hash: string, ...ChainRow]>(
        `SELECT hash, ${CHAIN_COLUMNS.join()} FROM activity WHERE id = @id`,
      )
      .raw(),
  )
  const removeRows = once(() =>
    sqlite.prepare<{ workspaceId: string }>('DELETE FROM activity WHERE workspace_id = @workspaceId'),
  )
  const removeHead = once(() =>
    sqlite.prepare<{ workspaceId: string }>('DELETE FROM activity_heads WHERE workspace_id = @workspaceId'),
  )

  /** Lets statements search rows. */
  const defineSearch = once(() => {
    let last = { search: '', words: wordsOf('') }
    sqlite.function(
      'has_words',
      { deterministic: true },
      (person: string, subject: string | null, action: string, detail: string, search: string) => {
        if (search !== last.search) last = { search, words: wordsOf(search) }
        return hasWords(last.words, { person, subject, action, detail }) ? 1 : 0
      },
    )
  })

  const statements = new Map<string, ReturnType<typeof sqlite.prepare>>()
  /** Prepares a statement once. */
  const statementOf = (text: string) => {
    const statement = statements.get(text) ?? sqlite.prepare(text)
    statements.set(text, statement)
    return statement
  }
  /** What selects rows, and the values in it. */
  const conditionsOf = ({ workspaceId, ...filters }: Selection) => {
    const names = (Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]).filter((name) => filters[name] !== undefined)
    const texts = names.map((name) => ` AND ${CONDITIONS[name]}`)
    const values = { workspaceId, ...Object.fromEntries(names.map((name) => [name, filters[name]])) }
    if (filters.search !== undefined) {
      defineSearch()
      const { like, isAll } = patternOf(wordsOf(filters.search))
      Object.assign(values, { like, isAll: isAll ? 1 : 0 })
    }
    return {
      where: `workspace_id ${workspaceId === null ? 'IS' : '='} (SELECT @workspaceId)${texts.join('')}`,
      values,
    }
  }
  /** The same for rows by the order of their ids, which the index of times would have to sort. */
  const inOrder = (where: string) => where.replaceAll(' at ', ' +at ')

  /** The ends of histories that a transaction has written, until it ends itself. */
  let ends: Map<string, End> | null = null
  const endOf = (workspaceId: string): End =>
    ends?.get(workspaceId) ?? { ...(head().get({ workspaceId }) ?? NO_HEAD), lastId: 0 }
  /** Stores the end of a history, signed where the key for that is open. */
  const putEnd = (workspaceId: string, { lastId: id, ...end }: End) => {
    const signature = signing?.sign(headText({ workspaceId, count: end.count, hash: end.hash })) ?? null
    putHead().run({
      ...{ workspaceId, ...end },
      ...(signature && {
        ...{ signedCount: end.count, signedId: id, signedBy: signature.by },
        ...{ signedKey: signature.key, signature: signature.signature },
      }),
    })
  }

  const record: Core['record'] = ({ actor, now, grant }, oneOrMany) => {
    const entries: ActivityEntry[] = [oneOrMany].flat()
    const workspaceId = entries[0]?.workspaceId ?? null
    const former = endOf(workspaceId ?? '')
    let { hash, lastId: id } = former
    for (const { action, subjectId, subjectName, detail = {}, fields = [], config } of entries) {
      const row: ChainRow = [
        workspaceId,
        now,
        actor.id,
        // SQLite keeps no half of a character, and the hash is of what it keeps.
        actor.name.toWellFormed(),
        action,
        subjectId ?? null,
        subjectName?.toWellFormed() ?? null,
        JSON.stringify({ ...detail, ...(grant && { token: grant.name }), ...(fields.length > 0 && { fields }) }),
        config === undefined ? null : JSON.stringify(config),
      ]
      hash = chainHash(hash, row)
      id = Number(insert().run(...row, hash).lastInsertRowid)
    }
    const end = { ...former, count: former.count + entries.length, hash, lastId: id }
    if (ends) ends.set(workspaceId ?? '', end)
    else putEnd(workspaceId ?? '', end)
  }

  const withEnds = <T>(run: () => T): T => {
    ends = new Map()
    try {
      const result = run()
      for (const [workspaceId, end] of ends) putEnd(workspaceId, end)
      return result
    } finally {
      ends = null
    }
  }

  return {
    record,
    /** Runs a transaction, and signs the end of each history that it writes once: a signature takes longer than a row. */
    withEnds,

    /** Rows that fit, the newest first; `before` is the id to go on from. */
    newest: (selection: Selection, limit: number, before?: number): StoredActivity[] => {
      const { where, values } = conditionsOf(selection)
      const page = `WHERE ${where}${before === undefined ? '' : ' AND id < (SELECT @before)'} ORDER BY id DESC LIMIT (SELECT @limit)`
      // The index of times finds the ids without reading the rows, of which a long time has many.
      const text = hasTime(selection)
        ? `SELECT ${COLUMNS} FROM activity
           WHERE id IN (SELECT id FROM activity INDEXED BY activity_at ${page}) ORDER BY id DESC`
        : `SELECT ${COLUMNS} FROM activity ${page}`
      return statementOf(text).all({
        ...values,
        limit,
        ...(before !== undefined && { before }),
      }) as StoredActivity[]
    },
    /** Rows that fit, with their hashes, the oldest first, after one id and up to another. */
    oldest: (
      selection: Selection,
      limit: number,
      after: number,
      upTo: number,
    ): (StoredActivity & { hash: string })[] => {
      const { where, values } = conditionsOf(selection)
      const text = `SELECT ${COLUMNS}, hash FROM activity
        WHERE ${inOrder(where)} AND ${BETWEEN} ORDER BY id LIMIT (SELECT @limit)`
      return statementOf(text).all({ ...values, limit, after, upTo }) as (StoredActivity & { hash: string })[]
    },
    /** Rows that fit, the newest first, after one id and up to another. */
    newestBetween: (selection: Selection, limit: number, after: number, upTo: number): StoredActivity[] => {
      const { where, values } = conditionsOf(selection)
      const text = `SELECT ${COLUMNS} FROM activity
        WHERE ${inOrder(where)} AND ${BETWEEN} ORDER BY id DESC LIMIT (SELECT @limit)`
      return statementOf(text).all({ ...values, limit, after, upTo }) as StoredActivity[]
    },
    /** How many rows fit, after one id and up to another. */
    count: (selection: Selection, after: number, upTo: number): number => {
      const { where, values } = conditionsOf(selection)
      const text = `SELECT count(*) AS count FROM activity WHERE ${inOrder(where)} AND ${BETWEEN}`
      return (statementOf(text).get({ ...values, after, upTo }) as { count: number }).count
    },
    /** Before the first and up to the last id that may fit; of no rows, nothing is between. */
    span: ({ workspaceId, from, until }: Selection): { after: number; last: number } => {
      if (from === undefined && until === undefined) return { after: 0, last: lastId().get() ?? 0 }
      const { where, values } = conditionsOf({ workspaceId, from, until })
      const text = `SELECT min(id) AS first, max(id) AS last FROM activity INDEXED BY activity_at WHERE ${where}`
      const { first, last } = statementOf(text).get(values) as { first: number | null; last: number | null }
      return first === null || last === null ? { after: 0, last: 0 } : { after: first - 1, last }
    },
    /** Undefined for a row that is not there or belongs to another workspace. */
    get: (workspaceId: string, id: number) => one().get({ workspaceId, id }),
    /** Everybody who did something in a workspace, with their last name. */
    people: (workspaceId: string) => sortByName(people().all({ workspaceId })),
    /** How many rows of a workspace are of each kind. */
    kinds: (workspaceId: string) => kinds().all({ workspaceId }),
    /** How many rows that fit are of each kind, after one id and up to another. */
    kindsBetween: (selection: Selection, after: number, upTo: number): KindCount[] => {
      const { where, values } = conditionsOf(selection)
      // The index of kinds would be read from its start for every part.
      const text = `SELECT kind, count(*) AS count FROM activity
        WHERE ${inOrder(where)} AND ${BETWEEN} GROUP BY +kind`
      return statementOf(text).all({ ...values, after, upTo }) as KindCount[]
    },
    /** The id of the newest row of all; 0 for none. */
    lastId: (): number => lastId().get() ?? 0,

    /** The workspaces that have or may have a history, null for what concerns all of them. */
    histories: (): (string | null)[] =>
      histories()
        .all()
        .map((id) => (id === '' ? null : id)),
    /** The last row that a signature covers; null for none. */
    signedId: (workspaceId: string | null): number | null => signedId().get(workspaceId ?? '') ?? null,
    head: (workspaceId: string | null): Head => head().get({ workspaceId: workspaceId ?? '' }) ?? NO_HEAD,
    /** The rows of all histories after an id and up to another: the hash of each, followed by its JSON as SQLite makes it. */
    chain: (after: number, upTo: number): string[] => chainPage().all({ after, upTo }),
    /** The ids of the same rows. */
    ids: (after: number, upTo: number): number[] => idPage().all({ after, upTo }),
    /** A row by its id, after its hash. */
    chainRow: (id: number): [hash: string, ...ChainRow] | undefined => chainRow().get({ id }),

    /** Removes the history of a workspace that is gone, inside the transaction that deletes it; answers its end. */
    forget: (workspaceId: string): Head => {
      const { lastId: _lastId, ...end } = endOf(workspaceId)
      ends?.delete(workspaceId)
      removeRows().run({ workspaceId })
      removeHead().run({ workspaceId })
      return end
    },
  }
}

export const NO_HEAD: Head = {
  count: 0,
  hash: '',
  signedCount: 0,
  signedId: null,
  signedBy: null,
  signedKey: null,
  signature: null,
}

/** A row as it is answered; `signedId` is the last row that a signature covers. */
export function toActivity(row: StoredActivity, signedId: number | null): Activity {
  const { fields = [], ...detail } = JSON.parse(row.detail) as JsonObject & { fields?: Activity['fields'] }
  return {
    id: row.id,
    at: row.at,
    person: { id: row.actorId, name: row.actorName },
    action: row.action,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    fields,
    detail,
    hasConfig: row.hasConfig === 1,
    isSigned: signedId !== null && row.id <= signedId,
  }
}

export type ActivityRows = ReturnType<typeof createActivityRows>
