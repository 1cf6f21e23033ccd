import { moment, number } from '../formats.ts'

/** A count with its noun: `1 Eintrag`, `2.000 Einträge`. */
export const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`

/** A size in bytes as whole megabytes. */
export const megabytes = (bytes: number): string => `${number(Math.ceil(bytes / 1024 / 1024))} MB`

/** An instant that a file or a program names; as it is written where it is none. */
export const instant = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : moment(text))

/** A key of the keyboard together with the one for commands. */
export const withCommandKey = (key: string) => (/Mac/.test(navigator.platform) ? `⌘${key}` : `Strg+${key}`)

export const connectors = (count: number) => plural(count, 'Connector', 'Connectors')

/** Days after a preposition: "in 3 Tagen", "vor 1 Tag". */
export const days = (count: number) => plural(count, 'Tag', 'Tagen')
