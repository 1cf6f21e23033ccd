import { IconAlertTriangle, IconInfoCircle, IconLock, IconLockOpen } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'

const KINDS = {
  info: { icon: IconInfoCircle, colours: 'border-line bg-surface-sunken text-text', iconColour: 'text-text-muted' },
  lock: { icon: IconLock, colours: 'border-line bg-surface-sunken text-text', iconColour: 'text-text-muted' },
  open: { icon: IconLockOpen, colours: 'border-line bg-surface-sunken text-text', iconColour: 'text-text-muted' },
  warn: { icon: IconAlertTriangle, colours: 'border-transparent bg-warn-soft text-text', iconColour: 'text-warn' },
  bad: { icon: IconAlertTriangle, colours: 'border-transparent bg-bad-soft text-text', iconColour: 'text-bad' },
}

interface NoticeProps {
  kind: keyof typeof KINDS
  children: ReactNode
  /** Screen readers announce it when it appears. */
  isAlert?: boolean
}

/** A message inside a page or a dialog. */
export function Notice({ kind, children, isAlert = false }: NoticeProps) {
  const { icon: Icon, colours, iconColour } = KINDS[kind]
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={classNames('flex items-start gap-2.5 rounded-card border px-3 py-2.5 text-sm', colours)}
    >
      <Icon size={18} aria-hidden className={classNames('mt-px shrink-0', iconColour)} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
