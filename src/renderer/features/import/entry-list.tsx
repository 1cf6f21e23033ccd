import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { createSearch } from '../../../shared/search/search.ts'
import { useStores } from '../../stores/context.ts'
import { type ImportRow, isUsable } from '../../stores/files/import-store.ts'
import { text } from '../../text/text.ts'
import { Checkbox, Input } from '../../ui/fields/input.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { EntryRow } from './entry-row.tsx'

/** The number of entries above which the list has a filter and a search. */
const MANY = 8

/** The height of a row with folded problems, in pixels. */
const ROW = 60

type Filter = 'all' | 'ok' | 'warning' | 'refused'

const searchRows = createSearch<ImportRow>(({ entry }) => [entry.name, entry.key])

const hasVerdict = (filter: Filter) => (row: ImportRow) => filter === 'all' || row.entry.verdict === filter

/** The entries of all files with their lint results and a checkbox to import each: counted, filtered and searched. */
export function EntryList() {
  const { imports } = useStores()
  const { rows, step } = useStore(imports.store)
  const [filter, setFilter] = useState<Filter>('all')
  const [query, setQuery] = useState('')
  const isPreview = step === 'preview'
  const shown = searchRows(isPreview ? rows.filter(hasVerdict(filter)) : rows, query).items
  return (
    <div className="flex min-h-0 flex-col gap-2">
      {isPreview && <Totals rows={rows} />}
      {isPreview && rows.length > MANY && (
        <div className="flex flex-wrap items-center gap-2">
          <Segments
            label={text.imports.filter}
            options={(['all', 'ok', 'warning', 'refused'] as const).map((value) => ({
              value,
              label: value === 'all' ? text.imports.allEntries : text.imports.verdicts[value],
              count: rows.filter(hasVerdict(value)).length,
            }))}
            value={filter}
            onChange={setFilter}
          />
          <Input
            type="search"
            className="min-w-40 flex-1"
            aria-label={text.imports.search}
            placeholder={text.imports.search}
            value={query}
            onChange={({ target }) => setQuery(target.value)}
          />
        </div>
      )}
      {isPreview && <SelectAll rows={shown} isFiltered={shown.length < rows.length} />}
      {shown.length === 0 ? (
        <p className="rounded-card border border-line px-3 py-6 text-center text-sm text-text-muted">
          {text.imports.noMatch}
        </p>
      ) : (
        <Rows key={`${filter} ${query}`} rows={shown} isPreview={isPreview} isDone={step === 'done'} />
      )}
    </div>
  )
}

/** How many entries there are of each kind, and how many secrets they have. */
function Totals({ rows }: { rows: readonly ImportRow[] }) {
  const count = (verdict: string) => rows.filter(({ entry }) => entry.verdict === verdict).length
  const secrets = rows.reduce((sum, { entry }) => sum + entry.secrets.length, 0)
  const treated = rows.reduce((sum, row) => sum + row.treated.length, 0)
  return (
    <p className="px-3 text-sm" role="status">
      <span className="font-medium">{text.imports.entries(rows.length)}</span>{' '}
      <span className="text-text-muted">
        {text.imports.totals({
          ok: count('ok'),
          warning: count('warning'),
          refused: count('refused'),
          secrets,
          treated,
        })}
      </span>
    </p>
  )
}

/** One checkbox for all rows that are shown and can be imported. */
function SelectAll({ rows, isFiltered }: { rows: readonly ImportRow[]; isFiltered: boolean }) {
  const { imports } = useStores()
  const usable = rows.filter(({ entry }) => isUsable(entry))
  const areAllChosen = usable.every(({ isChosen }) => isChosen)
  if (usable.length < 2) return null
  const ids = usable.map(({ id }) => id)
  return (
    <label className="flex items-center gap-3 px-3 text-sm">
      <Checkbox
        checked={areAllChosen}
        ref={(box) => {
          if (box) box.indeterminate = !areAllChosen && usable.some(({ isChosen }) => isChosen)
        }}
        onChange={() => imports.choose(ids, !areAllChosen)}
      />
      {isFiltered ? text.imports.selectShown(usable.length) : text.imports.selectAll(usable.length)}
    </label>
  )
}

interface RowsProps {
  rows: readonly ImportRow[]
  isPreview: boolean
  isDone: boolean
}

/** Renders only the visible rows, so a registry of thousands scrolls like a short list. */
function Rows({ rows, isPreview, isDone }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  /** The rows that the person folded or unfolded; kept here because rows out of sight are not rendered. */
  const [unfolded, setUnfolded] = useState<ReadonlyMap<string, boolean>>(new Map())
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => ROW,
    overscan: 6,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()
  // Always the same function, so scrolling renders only the rows that come into sight.
  const unfold = useCallback(
    (id: string, isOpen: boolean) => setUnfolded((before) => new Map(before).set(id, isOpen)),
    [],
  )
  return (
    <div
      ref={scroller}
      tabIndex={-1}
      className="max-h-[clamp(12rem,100vh-20rem,40rem)] overflow-auto rounded-card border border-line"
    >
      <ul
        aria-label={text.imports.list}
        style={{ paddingTop: items[0]?.start ?? 0, height: virtual.getTotalSize() }}
        className="box-border"
      >
        {items.map(({ index, key }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <EntryRow
              key={key}
              ref={virtual.measureElement}
              row={row}
              index={index}
              count={rows.length}
              isPreview={isPreview}
              isDone={isDone}
              isUnfolded={unfolded.get(row.id) ?? row.entry.verdict === 'refused'}
              onUnfold={unfold}
            />
          )
        })}
      </ul>
    </div>
  )
}
