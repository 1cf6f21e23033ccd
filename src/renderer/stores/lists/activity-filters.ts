import type { ActivityFilters } from '../../../contract/groups/activity.ts'
import { ACTIVITY_KINDS } from '../../../shared/text/activity-kinds.ts'

/** The filters by the names that they have on the command line and in REST, and but for the search in a URL. */
const NAMES = ['person', 'connector', 'kind', 'from', 'to', 'search'] as const

export const ALL_ACTIVITY: ActivityFilters = {}

/** The filters that are set; those that are not have no member. */
const onlySet = (filters: ActivityFilters): ActivityFilters =>
  Object.fromEntries(NAMES.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])))

export const withFilters = (filters: ActivityFilters, change: Partial<ActivityFilters>): ActivityFilters =>
  onlySet({ ...filters, ...change })

/** Whether anything hides entries but the kind and the search, which are shown apart. */
export const hasActivityFilters = ({ kind: _kind, search: _search, ...filters }: ActivityFilters): boolean =>
  Object.keys(onlySet(filters)).length > 0

/** Filters as the query of a URL; empty for none. */
export function toActivityQuery(filters: ActivityFilters): string {
  const { search: q, ...others } = onlySet(filters)
  const query = new URLSearchParams({ ...others, ...(q !== undefined && { q }) } as Record<string, string>).toString()
  return query === '' ? '' : `?${query}`
}

/** The filters that the query of a URL names; what it does not know is left out. */
export function fromActivityQuery(text: string): ActivityFilters {
  const query = new URLSearchParams(text)
  const get = (name: string) => query.get(name) || undefined
  const [from, to] = [get('from'), get('to')]
  return onlySet({
    person: get('person'),
    connector: get('connector'),
    kind: ACTIVITY_KINDS.find((kind) => kind === get('kind')),
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
    search: get('q'),
  })
}

/** Whether a text is a day of the calendar, as `2026-03-01`; there is no 31 February. */
export function isDay(text: string | undefined): boolean {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** A date here as a day, as `2026-03-01`. */
export const dayOf = (date: Date): string =>
  [String(date.getFullYear()).padStart(4, '0'), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
