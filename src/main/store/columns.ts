import { customType, text } from 'drizzle-orm/sqlite-core'
import { unreadableData } from './files/sqlite-errors.ts'

/** A JSON value as text. Text that is no JSON can only come from a damaged file and is answered as such. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (text) => {
      try {
        return JSON.parse(text) as T
      } catch {
        throw unreadableData()
      }
    },
  })(name)

/** One of a few words; any other can only come from a damaged file, because the table's CHECK refuses it. */
export const oneOf = <const W extends readonly string[]>(name: string, words: W) =>
  customType<{ data: W[number]; driverData: string }>({
    dataType: () => 'text',
    fromDriver: (text) => {
      if (!words.includes(text)) throw unreadableData()
      return text
    },
  })(name)

/** An instant, ISO 8601 in UTC. */
export const instant = (name: string) => text(name)

/** Who and when, in the words of the specification. */
export const audit = {
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  createdBy: text('created_by').notNull(),
  updatedBy: text('updated_by').notNull(),
  createdByName: text('created_by_name').notNull(),
  updatedByName: text('updated_by_name').notNull(),
}
