import { plural } from '../../../shared/words.ts'

/** An instant as this computer writes date and time. */
export const moment = (instant: string) =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** A key of the keyboard together with the one for commands. */
export const withCommandKey = (key: string) => (/Mac/.test(navigator.platform) ? `⌘${key}` : `Ctrl+${key}`)

export const connectors = (count: number) => plural(count, 'connector', 'connectors')

export const days = (count: number) => plural(count, 'day', 'days')

/** A day of the calendar, YYYY-MM-DD, as this computer writes it. */
export const dayText = (day: string) =>
  new Date(`${day}T00:00:00`).toLocaleDateString(undefined, { dateStyle: 'medium' })
