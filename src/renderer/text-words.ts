/** A count with its noun: `1 entry`, `2,000 entries`. */
export const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** A size in bytes as whole megabytes. */
export const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en')} MB`

/** An instant as this computer writes date and time. */
export const moment = (instant: string) =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export const connectors = (count: number) => plural(count, 'connector', 'connectors')

export const days = (count: number) => plural(count, 'day', 'days')
