import { type EntrySchemas, placesIn } from './secret-places.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** In place of a number of days: what has expired already. */
export const EXPIRED = -1

/** Days before the last day at which a person is notified, each once for a date. */
const THRESHOLDS = [3, 14]

/** Days from today's date here to a last day (YYYY-MM-DD): 0 today, negative when it has passed. */
export function daysLeft(lastDay: string, now: Date): number {
  const [year = 0, month = 1, day = 1] = lastDay.split('-').map(Number)
  // Counted between noons in UTC, so a day with a clock change counts as one.
  return (Date.UTC(year, month - 1, day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / DAY_MS
}

/** The date here (YYYY-MM-DD) so many days after a moment. */
export function dayAfter(now: Date, days: number): string {
  const noon = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + days, 12)
  return new Date(noon).toISOString().slice(0, 10)
}

/** Whether a last day falls into a filter: within so many days from today, or before today for EXPIRED. */
export function expiresWithin(lastDay: string | null, days: number, now: Date): boolean {
  if (lastDay === null) return false
  const remaining = daysLeft(lastDay, now)
  return days < 0 ? remaining < 0 : remaining <= days
}

/** The nearest threshold that a connector's secrets have passed, with the mark to remember it by once it was shown. */
export function expiryNews(
  { id, secretExpiresAt }: { id: string; secretExpiresAt: string | null },
  now: Date,
): { mark: string; threshold: number } | null {
  if (secretExpiresAt === null) return null
  const remaining = daysLeft(secretExpiresAt, now)
  const threshold = remaining < 0 ? EXPIRED : THRESHOLDS.find((days) => remaining <= days)
  return threshold === undefined ? null : { mark: `${id} ${secretExpiresAt} ${threshold}`, threshold }
}

/**
 * For how many days the secrets of an entry work from the day they are made, as the shortest `expires_in_days` of its
 * secrets says; null where none does.
 */
export function secretLifetime({ configSchema, authSchema }: EntrySchemas): number | null {
  const secrets = [...placesIn(configSchema, 'config'), ...placesIn(authSchema, 'auth')].filter((one) => one.isSecret)
  const days = secrets
    .flatMap(({ schemas }) => schemas.map((schema) => schema['expires_in_days']))
    .filter((value): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0)
  return days.length === 0 ? null : Math.min(...days)
}
