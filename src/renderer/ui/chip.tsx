import { IconX } from '@tabler/icons-react'
import { text } from '../text/text.ts'
import { Button } from './button.tsx'

interface ChipProps {
  name: string
  value: string
  onRemove: () => void
}

/** A filter that is on, with a button that takes it away. */
export const Chip = ({ name, value, onRemove }: ChipProps) => (
  <span className="inline-flex h-7 max-w-80 items-center gap-1 rounded-full border border-line bg-surface pe-1 ps-2.5 text-sm">
    <span className="shrink-0 text-text-muted">{name}</span>
    <span className="truncate font-medium" title={value}>
      {value}
    </span>
    <Button
      variant="quiet"
      size="s"
      className="size-6 rounded-full"
      aria-label={text.common.removeFilter(name)}
      icon={<IconX size={14} aria-hidden />}
      onClick={onRemove}
    />
  </span>
)
