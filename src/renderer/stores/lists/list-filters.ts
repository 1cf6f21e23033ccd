import type { ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { type Trouble, TROUBLES } from '../../../shared/connector-state.ts'
import type { Colour } from '../../../contract/groups/workspaces.ts'
import { COLOURS } from '../../../shared/limits.ts'

export const SORTS = ['urgency', 'name', 'status', 'updated', 'expiry'] as const
export type Sort = (typeof SORTS)[number]

export const GROUPINGS = ['none', 'entry', 'status', 'tag'] as const
export type Grouping = (typeof GROUPINGS)[number]

export const DENSITIES = ['cards', 'rows'] as const
type Density = (typeof DENSITIES)[number]

export const STATUS_FILTERS = ['active', 'inactive', 'error', 'attention'] as const
/** `attention` shows what has failed, or will. */
export type StatusFilter = ConnectorStatus | 'attention'

/** Which of a workspace's connectors are shown. */
export interface Filters {
  status: StatusFilter | null
  /** The keys of catalog entries; empty for all. */
  entries: readonly string[]
  tags: readonly string[]
  colours: readonly Colour[]
  /** Whether a connector must have all of the tags instead of any. */
  allTags: boolean
  /** Only connectors whose secrets expire within this many days; -1 for expired ones. */
  expiresWithin: number | null
  onlyOutdated: boolean
  /** Only connectors whose worst trouble is this one. */
  trouble: Trouble | null
}

export const UNFILTERED: Filters = {
  status: null,
  entries: [],
  tags: [],
  colours: [],
  allTags: false,
  expiresWithin: null,
  onlyOutdated: false,
  trouble: null,
}

/** Whether anything but the status hides connectors; the status has its own row of buttons. */
export const hasFilters = ({ entries, tags, colours, expiresWithin, onlyOutdated, trouble }: Filters): boolean =>
  entries.length + tags.length + colours.length > 0 || expiresWithin !== null || onlyOutdated || trouble !== null

/** Order, groups and density of the list, which a saved view has besides its filters. */
export interface Arrangement {
  sort: Sort
  grouping: Grouping
  density: Density
}

/** A saved view as the query of a URL: filters and search, then order, groups and density. */
export function toViewQuery(filters: Filters, search: string, { sort, grouping, density }: Arrangement): string {
  const query = toQuery(filters, search)
  return `${query === '' ? '?' : `${query}&`}sort=${sort}&group=${grouping}&density=${density}`
}

/** Order, groups and density that the query of a URL names; what it does not know is left out. */
export function arrangementIn(text: string): Partial<Arrangement> {
  const query = new URLSearchParams(text)
  const sort = SORTS.find((one) => one === query.get('sort'))
  const grouping = GROUPINGS.find((one) => one === query.get('group'))
  const density = DENSITIES.find((one) => one === query.get('density'))
  return { ...(sort && { sort }), ...(grouping && { grouping }), ...(density && { density }) }
}

/** Filters and search as the query of a URL, without what is not set; empty for none. */
export function toQuery(filters: Filters, search: string): string {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  if (filters.status !== null) query.set('status', filters.status)
  for (const key of filters.entries) query.append('type', key)
  for (const tag of filters.tags) query.append('tag', tag)
  for (const colour of filters.colours) query.append('colour', colour)
  if (filters.allTags && filters.tags.length > 1) query.set('tags', 'all')
  if (filters.expiresWithin !== null) query.set('expires', String(filters.expiresWithin))
  if (filters.onlyOutdated) query.set('outdated', '1')
  if (filters.trouble !== null) query.set('trouble', filters.trouble)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The filters and the search that the query of a URL names; what it does not know is left out. */
export function fromQuery(text: string): { filters: Filters; search: string } {
  const query = new URLSearchParams(text)
  const status = query.get('status')
  const days = Number(query.get('expires') ?? Number.NaN)
  return {
    search: query.get('q') ?? '',
    filters: {
      status: STATUS_FILTERS.find((one) => one === status) ?? null,
      entries: query.getAll('type'),
      tags: query.getAll('tag'),
      colours: COLOURS.filter((colour) => query.getAll('colour').includes(colour)),
      allTags: query.get('tags') === 'all',
      expiresWithin: Number.isInteger(days) ? days : null,
      onlyOutdated: query.has('outdated'),
      trouble: TROUBLES.find((one) => one === query.get('trouble')) ?? null,
    },
  }
}
