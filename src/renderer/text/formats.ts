import { currentLocale } from './language.ts'

/** Formatters by their options: making one takes longer than all that it then formats. */
function formatters<Options, Formatter>(create: (locale: string, options?: Options) => Formatter) {
  const byOptions = new Map<string, Formatter>()
  return (options?: Options): Formatter => {
    const key = JSON.stringify(options) ?? ''
    const formatter = byOptions.get(key) ?? create(currentLocale(), options)
    byOptions.set(key, formatter)
    return formatter
  }
}

const numbers = formatters<Intl.NumberFormatOptions, Intl.NumberFormat>((...how) => new Intl.NumberFormat(...how))
const dates = formatters<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>((...how) => new Intl.DateTimeFormat(...how))
const lists = formatters<Intl.ListFormatOptions, Intl.ListFormat>((...how) => new Intl.ListFormat(...how))
const times = formatters<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(
  (...how) => new Intl.RelativeTimeFormat(...how),
)
const collators = formatters<Intl.CollatorOptions, Intl.Collator>((...how) => new Intl.Collator(...how))

/** A number as people write it: `2,000`. A small one is written as it is, as the first formatter of a page takes milliseconds. */
export const number = (value: number, options?: Intl.NumberFormatOptions): string =>
  options === undefined && Number.isInteger(value) && value >= 0 && value < 1000
    ? String(value)
    : numbers(options).format(value)

/** What stands before the decimals of a number: a comma or a point. */
export const decimalMark = (): ',' | '.' =>
  numbers()
    .formatToParts(1.5)
    .some(({ type, value }) => type === 'decimal' && value === ',')
    ? ','
    : '.'

/** A number with all of its digits and without groups, as it is written into a field. */
export const decimal = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(value).replace('.', decimalMark())

/** Names in a sentence: "Blog, Shop and Forum", or with "or". */
export const list = (names: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string =>
  lists({ type }).format(names)

/** A date with the parts that the options name. */
export const date = (value: Date, options: Intl.DateTimeFormatOptions): string => dates(options).format(value)

/** An instant with date and time. */
export const moment = (instant: string): string => date(new Date(instant), { dateStyle: 'medium', timeStyle: 'short' })

/** The day of an instant; of a day of the calendar, YYYY-MM-DD, that day. */
export const dayText = (day: string): string =>
  date(new Date(day.length === 10 ? `${day}T00:00:00` : day), { dateStyle: 'medium' })

/** Whether the value of a field that every connector has is a day of the calendar. */
export const isDay = (path: string, value: unknown): value is string =>
  (path === 'secretExpiresAt' || path === 'secrets_expire') && typeof value === 'string' && value !== ''

/** A time from now: "in 5 hours", "3 hr. ago", "yesterday". */
export const fromNow = (
  count: number,
  unit: Intl.RelativeTimeFormatUnit,
  style: Intl.RelativeTimeFormatStyle = 'long',
): string => times({ numeric: 'auto', style }).format(count, unit)

/** The order of two names in a list, where numbers in them count as numbers. */
export const compareNames = (a: string, b: string): number =>
  collators({ sensitivity: 'base', numeric: true }).compare(a, b)
