import { useState } from 'react'
import type { Choice, RestorePreviewItem, RestoreState } from '../../../contract/groups/workspace-backups.ts'
import { secretsText } from '../../text/secrets.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'

const words = secretsText.backup

const TONES: Record<RestoreState, Tone> = {
  new: 'good',
  same: 'neutral',
  changed: 'accent',
  conflict: 'warn',
  no_entry: 'bad',
}
/** The order of the list: connectors that need a decision first. */
const ORDER: RestoreState[] = ['no_entry', 'conflict', 'changed', 'new', 'same']

/** Rows per step: quick to draw, and nobody decides on thousands one by one. */
const STEP = 200

interface PreviewListProps {
  items: readonly RestorePreviewItem[]
  choiceOf: (id: string) => Choice
  onChoice: (id: string, choice: Choice) => void
  onAll: (choice: Choice) => void
}

/** Every connector of a backup and what a restore does with it; a choice where it differs from an existing one. */
export function PreviewList({ items, choiceOf, onChoice, onAll }: PreviewListProps) {
  const [limit, setLimit] = useState(STEP)
  const sorted = items.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
  return (
    <div className="flex flex-col gap-2">
      {items.some(isOpen) && (
        <div className="flex items-center gap-2 text-sm">
          <span className="me-auto text-text-muted">{words.allDiffering}</span>
          <Button size="s" onClick={() => onAll('mine')}>
            {words.mine}
          </Button>
          <Button size="s" onClick={() => onAll('theirs')}>
            {words.theirs}
          </Button>
        </div>
      )}
      <ul className="flex flex-col divide-y divide-line rounded-card border border-line text-sm">
        {sorted.slice(0, limit).map((item) => (
          <li key={item.id} className="flex min-h-10 flex-wrap items-center gap-2 px-3 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{item.name}</span>
              {item.differs.length > 0 && (
                <span className="block text-xs text-text-muted">{words.differs(item.differs)}</span>
              )}
            </span>
            <Badge tone={TONES[item.state]}>{words.states[item.state]}</Badge>
            {isOpen(item) && (
              <div role="group" aria-label={words.choiceFor(item.name)} className="flex gap-1">
                {(['mine', 'theirs'] as const).map((choice) => (
                  <Button
                    key={choice}
                    size="s"
                    variant={choiceOf(item.id) === choice ? 'primary' : 'secondary'}
                    aria-pressed={choiceOf(item.id) === choice}
                    onClick={() => onChoice(item.id, choice)}
                  >
                    {words[choice]}
                  </Button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {sorted.length > limit && (
        <div className="flex items-center gap-2 text-sm">
          <span className="me-auto text-text-muted">{words.more(sorted.length - limit)}</span>
          <Button size="s" onClick={() => setLimit(limit + STEP)}>
            {words.showMore}
          </Button>
        </div>
      )}
    </div>
  )
}

const isOpen = ({ state }: RestorePreviewItem) => state === 'changed' || state === 'conflict'
