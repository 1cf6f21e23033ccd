import type Database from 'better-sqlite3'
import type { Damage } from '../../../shared/text/findings.ts'

/** The columns that hold JSON, with the kind of value that each must have where it has one. */
export const JSON_COLUMNS: Record<string, Record<string, 'object' | 'array'>> = {
  connector_catalog: {
    capabilities: 'object',
    default_config_schema: 'object',
    auth_schema: 'object',
    connection_test: 'object',
    oauth: 'object',
    summary: 'array',
    identity: 'array',
  },
  connectors: { config: 'object', auth: 'object', tags: 'array', last_test_result: 'object', sign_in: 'object' },
  key_slots: { params: 'object' },
  persons: { slots: 'object' },
  activity: { detail: 'object', config: 'object' },
}

/**
 * The rows of an open database whose values are not what the program writes, counted by column; empty when all are. Pages
 * and references can be whole around them, so `findDamage` does not see them.
 */
export function findUnreadableRows(sqlite: Database.Database): Damage[] {
  return Object.entries(JSON_COLUMNS).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, type]) => {
      const count = sqlite
        .prepare(
          `SELECT count(*) FROM ${table} WHERE ${column} IS NOT NULL
             AND CASE WHEN json_valid(${column}) THEN json_type(${column}) <> '${type}' ELSE true END`,
        )
        .pluck()
        .get() as number
      return count > 0 ? [{ kind: 'unreadable' as const, table, column, count }] : []
    }),
  )
}
