import { TROUBLES } from '../../../shared/connector-state.ts'
import { OVERVIEW } from '../places/address.ts'
import { type OverviewView, type ViewStore, WHOLE_OVERVIEW } from '../view-store.ts'

interface Shown extends OverviewView {
  search: string
}

/** What the overview shows as the query of a URL, without what is as usual; empty for that. */
export function toOverviewQuery({ search, trouble, isGrouped }: Shown): string {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  if (trouble !== null) query.set('trouble', trouble)
  if (isGrouped !== WHOLE_OVERVIEW.isGrouped) query.set('group', 'none')
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** What the query of a URL shows of the overview; what it does not know is left out. */
export function fromOverviewQuery(text: string): Shown {
  const query = new URLSearchParams(text)
  return {
    search: query.get('q') ?? '',
    trouble: TROUBLES.find((one) => one === query.get('trouble')) ?? null,
    isGrouped: query.get('group') !== 'none',
  }
}

/** Keeps the URL of the overview and what it shows together; returns the function that stops it. */
export function followOverviewUrl({ page, view }: { page: Window; view: ViewStore }): () => void {
  const read = () => {
    if (page.location.pathname !== OVERVIEW) return
    const { search, ...overview } = fromOverviewQuery(page.location.search)
    view.store.setState((state) => ({ overview, search: { ...state.search, overview: search } }))
  }
  const write = () => {
    const { tab, overview, search } = view.store.getState()
    if (page.location.pathname !== OVERVIEW || tab !== 'overview') return
    const query = toOverviewQuery({ ...overview, search: search.overview })
    if (query !== page.location.search) page.history.replaceState(page.history.state, '', `${OVERVIEW}${query}`)
  }
  read()
  const stop = view.store.subscribe(write)
  page.addEventListener('popstate', read)
  return () => {
    stop()
    page.removeEventListener('popstate', read)
  }
}
