import { useState } from 'react'
import type { CodePlan, CodePlanItem } from '../../../contract/groups/files/workspace-code.ts'
import { isChange } from '../../../shared/text/code-files.ts'
import { codeText as words } from '../../text/workspace-code.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Diff } from '../../ui/diff.tsx'
import { itemKey } from './use-code-import.ts'

const TONES: Record<CodePlanItem['kind'], Tone> = { create: 'good', update: 'accent', delete: 'bad' }

/** Rows per step: quick to draw, and nobody decides on thousands one by one. */
const STEP = 100

interface PlanListProps {
  plan: CodePlan
  kept: ReadonlySet<string>
  onKeep: (keys: readonly string[], isKept: boolean) => void
}

/** Every connector that a plan changes, field by field, with a choice for each. */
export function PlanList({ plan: { items }, kept, onKeep }: PlanListProps) {
  const [limit, setLimit] = useState(STEP)
  const keys = items.filter(isChange).map(itemKey)
  return (
    <div className="flex flex-col gap-2">
      {keys.length > 1 && (
        <div className="flex items-center gap-2 text-sm">
          <span className="me-auto text-text-muted">{words.all}</span>
          <Button size="s" onClick={() => onKeep(keys, true)}>
            {words.mine}
          </Button>
          <Button size="s" onClick={() => onKeep(keys, false)}>
            {words.theirs}
          </Button>
        </div>
      )}
      <ul
        aria-label={words.list}
        className="flex flex-col divide-y divide-line rounded-card border border-line text-sm"
      >
        {items.slice(0, limit).map((item) => (
          <PlanRow
            key={itemKey(item)}
            item={item}
            isKept={kept.has(itemKey(item))}
            onKeep={(isKept) => onKeep([itemKey(item)], isKept)}
          />
        ))}
      </ul>
      {items.length > limit && (
        <div className="flex items-center gap-2 text-sm">
          <span className="me-auto text-text-muted">{words.more(items.length - limit)}</span>
          <Button size="s" onClick={() => setLimit(limit + STEP)}>
            {words.showMore}
          </Button>
        </div>
      )}
    </div>
  )
}

interface PlanRowProps {
  item: CodePlanItem
  isKept: boolean
  onKeep: (isKept: boolean) => void
}

function PlanRow({ item, isKept, onKeep }: PlanRowProps) {
  const { kind, name, catalogKey, file, matches, missingSecrets } = item
  const changes = isChange(item)
  const place = [catalogKey, file, matches === 'name' ? words.byName : null].filter((part) => part !== null)
  return (
    <li className="flex flex-col gap-2 px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 flex-1 basis-48">
          <p className="truncate font-medium">
            <bdi>{name}</bdi>
          </p>
          <p className="truncate text-xs text-text-muted" title={file ?? undefined}>
            {place.join(' · ')}
          </p>
        </div>
        <Badge tone={changes ? TONES[kind] : 'neutral'}>{changes ? words.kinds[kind] : words.unchanged}</Badge>
        {changes && (
          <div role="group" aria-label={words.choiceFor(name)} className="flex gap-1">
            {([true, false] as const).map((choice) => (
              <Button
                key={String(choice)}
                size="s"
                variant={isKept === choice ? 'primary' : 'secondary'}
                aria-pressed={isKept === choice}
                onClick={() => onKeep(choice)}
              >
                {choice ? words.mine : words.theirs}
              </Button>
            ))}
          </div>
        )}
      </div>
      {!isKept && <Changes item={item} />}
      {!isKept && missingSecrets.length > 0 && (
        <p className="text-xs text-text-muted">{words.missing(missingSecrets.length, kind === 'create')}</p>
      )}
    </li>
  )
}

/** The fields of a change; of a new connector, which has many, folded. */
function Changes({ item: { kind, fields, status } }: { item: CodePlanItem }) {
  const to = status && words.statuses[status.to]
  const all = [
    ...fields,
    ...(status ? [{ path: 'status', ...(status.from && { from: words.statuses[status.from] }), to }] : []),
  ]
  if (all.length === 0) return null
  if (kind === 'update') return <Diff fields={all} />
  return (
    <details>
      <summary className="w-fit text-xs text-text-muted">{words.details(all.length)}</summary>
      <div className="mt-1.5">
        <Diff fields={all} />
      </div>
    </details>
  )
}
