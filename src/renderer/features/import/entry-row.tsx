import { IconChevronRight } from '@tabler/icons-react'
import { memo, type Ref } from 'react'
import type { LintedEntry } from '../../../contract/groups/catalog.ts'
import { type ImportRow, isUsable } from '../../stores/files/import-store.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { ProblemList } from '../../ui/states/problem-list.tsx'

interface EntryRowProps {
  ref?: Ref<HTMLLIElement>
  row: ImportRow
  /** Its place among all rows; only the visible ones are rendered. */
  index: number
  count: number
  isPreview: boolean
  isDone: boolean
  isUnfolded: boolean
  onUnfold: (id: string, isUnfolded: boolean) => void
}

/** One entry of a file with its lint result. */
export const EntryRow = memo(function EntryRow({ ref, row, index, count, ...state }: EntryRowProps) {
  const { isPreview, isDone, isUnfolded, onUnfold } = state
  const { imports } = useStores()
  const { entry } = row
  const name = entry.name || entry.key || text.imports.noKey
  const canBeUsed = isUsable(entry)
  return (
    <li
      ref={ref}
      data-index={index}
      aria-setsize={count}
      aria-posinset={index + 1}
      className="flex gap-3 border-line px-3 py-2.5 text-sm not-first:border-t"
    >
      {isPreview && (
        <Checkbox
          className="mt-0.5"
          aria-label={text.imports.select(name)}
          checked={row.isChosen && canBeUsed}
          disabled={!canBeUsed}
          onChange={({ target }) => imports.choose([row.id], target.checked)}
        />
      )}
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate font-medium">{name}</span>
          <span className="min-w-0 flex-1 truncate font-mono text-xs text-text-muted">{entry.key}</span>
          <Badges entry={entry} isDone={isDone} />
        </div>
        {entry.verdict !== 'refused' && (
          <p className="mt-0.5 text-xs text-text-muted">
            {versionsOf(entry)} · {text.imports.fields(entry.fields)} · {text.imports.secrets(secretsOf(row))}
          </p>
        )}
        {isPreview && entry.effect === 'conflict' && <p className="mt-0.5 text-xs text-bad">{text.imports.conflict}</p>}
        {isPreview && canBeUsed && entry.soundsSecret.length > 0 && <SoundsSecret row={row} name={name} />}
        {entry.problems.length > 0 && (
          <Problems entry={entry} isUnfolded={isUnfolded} onUnfold={(isOpen) => onUnfold(row.id, isOpen)} />
        )}
      </div>
    </li>
  )
})

/** The number of secrets that the entry will have with the current ticks. */
const secretsOf = ({ entry, treated }: ImportRow) =>
  entry.secrets.length - entry.soundsSecret.filter(({ isTreated }) => isTreated).length + treated.length

/** The fields that sound like secrets, each with a tick that makes it one. */
function SoundsSecret({ row, name }: { row: ImportRow; name: string }) {
  const { imports } = useStores()
  return (
    <fieldset className="mt-1.5 text-xs" aria-label={text.imports.treatNamed(name)}>
      <legend className="text-text-muted">{text.imports.treat}</legend>
      <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {row.entry.soundsSecret.map(({ path }) => (
          <label key={path} className="flex items-center gap-1.5 font-mono">
            <Checkbox
              checked={row.treated.includes(path)}
              onChange={({ target }) => imports.treat(row.id, path, target.checked)}
            />
            {path.replace(/^config\./, '')}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const versionsOf = ({ version, installedVersion, effect }: LintedEntry) =>
  effect === 'replace' && installedVersion !== null ? text.imports.versions(installedVersion, version) : version

const VERDICT_TONES: Record<LintedEntry['verdict'], Tone> = { ok: 'good', warning: 'warn', refused: 'bad' }

function Badges({ entry, isDone }: { entry: LintedEntry; isDone: boolean }) {
  if (isDone)
    return (
      <Badge tone={isUsable(entry) ? 'good' : entry.effect === 'same' ? 'neutral' : 'bad'}>
        {text.imports.results[entry.effect]}
      </Badge>
    )
  return (
    <>
      {entry.effect !== 'none' && (
        <Badge tone={entry.effect === 'conflict' ? 'bad' : 'neutral'}>{text.imports.effects[entry.effect]}</Badge>
      )}
      {entry.effect !== 'conflict' && (
        <Badge tone={VERDICT_TONES[entry.verdict]}>{text.imports.verdicts[entry.verdict]}</Badge>
      )}
    </>
  )
}

/** The problems of an entry and notes on it, folded unless they prevent its import. */
function Problems({
  entry,
  isUnfolded,
  onUnfold,
}: {
  entry: LintedEntry
  isUnfolded: boolean
  onUnfold: (isUnfolded: boolean) => void
}) {
  const notes = entry.problems.filter(({ level }) => level === 'ok').length
  const problems = entry.problems.length - notes
  const label = [problems > 0 && text.imports.problems(problems), notes > 0 && text.imports.notes(notes)]
    .filter(Boolean)
    .join(' · ')
  return (
    <details
      className="group mt-1"
      open={isUnfolded}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isUnfolded) onUnfold(currentTarget.open)
      }}
    >
      <summary className="flex w-fit list-none items-center gap-1 rounded text-xs text-text-muted hover:text-text">
        <IconChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="mt-1.5 ps-4">
        <ProblemList label={label} problems={entry.problems} />
      </div>
    </details>
  )
}
