import type { ReactNode } from 'react'
import { text } from '../text/text.ts'
import { Button } from './button.tsx'
import { Instant } from './instant.tsx'

interface TrashRowProps {
  icon: ReactNode
  name: string
  /** What it is or how much of it there is. */
  kind: string
  deletedAt: string
  deletedByName: string
  isBusy: boolean
  restoreLabel: string
  /** Absent for those who may not restore it. */
  onRestore?: () => void
}

/** Something in the trash, with who deleted it and the way back. */
export function TrashRow({
  icon,
  name,
  kind,
  deletedAt,
  deletedByName,
  isBusy,
  restoreLabel,
  onRestore,
}: TrashRowProps) {
  return (
    <li className="flex items-center gap-3 py-2 pe-2 ps-3">
      {icon}
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="truncate text-xs text-text-muted">
          {kind} · <Instant at={deletedAt} /> {text.trash.deletedBy(deletedByName)}
        </p>
      </div>
      {onRestore && (
        <Button size="s" busy={isBusy} aria-label={restoreLabel} onClick={onRestore}>
          {text.trash.restore}
        </Button>
      )}
    </li>
  )
}
