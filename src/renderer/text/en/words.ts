import { number } from '../formats.ts'

/** A count with its noun: `1 entry`, `2,000 entries`. */
export const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`

/** A key of the keyboard together with the one for commands. */
export const withCommandKey = (key: string) => (/Mac/.test(navigator.platform) ? `⌘${key}` : `Ctrl+${key}`)

export const connectors = (count: number) => plural(count, 'connector', 'connectors')

export const days = (count: number) => plural(count, 'day', 'days')
