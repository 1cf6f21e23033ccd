const LANGUAGE = 'de'

/** A number as German writes it: `2.000` or `1,5`. */
export const number = (value: number, options?: Intl.NumberFormatOptions) => value.toLocaleString(LANGUAGE, options)

/** A count with its noun: `1 Eintrag`, `2.000 Einträge`. */
export const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`

/** A size in bytes as whole megabytes. */
export const megabytes = (bytes: number): string => `${number(Math.ceil(bytes / 1024 / 1024))} MB`

/** An instant with date and time. */
export const moment = (instant: string) =>
  new Date(instant).toLocaleString(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' })

/** A key of the keyboard together with the one for commands. */
export const withCommandKey = (key: string) => (/Mac/.test(navigator.platform) ? `⌘${key}` : `Strg+${key}`)

export const connectors = (count: number) => plural(count, 'Connector', 'Connectors')

/** Days after a preposition: "in 3 Tagen", "vor 1 Tag". */
export const days = (count: number) => plural(count, 'Tag', 'Tagen')

/** A day of the calendar, YYYY-MM-DD. */
export const dayText = (day: string) =>
  new Date(`${day}T00:00:00`).toLocaleDateString(LANGUAGE, { dateStyle: 'medium' })

/** Names in a sentence: "Blog, Shop und Forum", or with "oder". */
export const list = (names: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') =>
  new Intl.ListFormat(LANGUAGE, { type }).format(names)
