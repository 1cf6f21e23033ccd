import { IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import type { LintedEntry } from '../../../contract/groups/catalog.ts'
import { type ImportRow, isUsable } from '../../stores/import-store.ts'
import { text } from '../../text/text.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { ProblemList } from '../../ui/states/problem-list.tsx'

interface EntryRowProps {
  row: ImportRow
  isPreview: boolean
  isDone: boolean
  onChoose: (ids: readonly string[], isChosen: boolean) => void
}

/** One entry of a file. The browser skips the layout of rows out of sight because files can have hundreds. */
export const EntryRow = memo(function EntryRow({ row, isPreview, isDone, onChoose }: EntryRowProps) {
  const { entry } = row
  const name = entry.name || entry.key || text.imports.noKey
  const canBeUsed = isUsable(entry)
  return (
    <li className="flex gap-3 border-line px-3 py-2.5 text-sm not-first:border-t [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto]">
      {isPreview && (
        <Checkbox
          className="mt-0.5"
          aria-label={text.imports.select(name)}
          checked={row.isChosen && canBeUsed}
          disabled={!canBeUsed}
          onChange={({ target }) => onChoose([row.id], target.checked)}
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
            {versionsOf(entry)} · {text.imports.fields(entry.fields)} · {text.imports.secrets(entry.secrets.length)}
          </p>
        )}
        {isPreview && entry.effect === 'conflict' && <p className="mt-0.5 text-xs text-bad">{text.imports.conflict}</p>}
        {entry.problems.length > 0 && <Problems entry={entry} />}
      </div>
    </li>
  )
})

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

/** The problems of an entry, folded unless they prevent its import. */
function Problems({ entry }: { entry: LintedEntry }) {
  const label = text.imports.problems(entry.problems.length)
  return (
    <details className="group mt-1" open={entry.verdict === 'refused'}>
      <summary className="flex w-fit list-none items-center gap-1 rounded text-xs text-text-muted hover:text-text">
        <IconChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="mt-1.5 pl-4">
        <ProblemList label={label} problems={entry.problems} />
      </div>
    </details>
  )
}
