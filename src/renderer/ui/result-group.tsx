import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { number } from '../text/formats.ts'

const ICONS = {
  bad: <IconAlertTriangle size={16} aria-hidden className="text-bad" />,
  none: <IconCircleMinus size={16} aria-hidden className="text-text-muted" />,
  good: <IconCircleCheck size={16} aria-hidden className="text-good" />,
}

interface ResultGroupProps {
  title: string
  /** A good group is folded at first. */
  kind: keyof typeof ICONS
  count: number
  /** The items of a list. */
  children: ReactNode
}

/** The results of many connectors that ended alike, under a heading that folds them. */
export function ResultGroup({ title, kind, count, children }: ResultGroupProps) {
  const [isOpen, setOpen] = useState(kind !== 'good')
  return (
    <section>
      <h3>
        <Button
          variant="quiet"
          aria-expanded={isOpen}
          className="w-full justify-start! text-text!"
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={14} aria-hidden className={isOpen ? 'rotate-90' : 'rtl:rotate-180'} />
          {ICONS[kind]}
          {title}
          <span className="text-text-muted tabular-nums">{number(count)}</span>
        </Button>
      </h3>
      {isOpen && <ul className="max-h-72 overflow-y-auto rounded-card border border-line">{children}</ul>}
    </section>
  )
}
