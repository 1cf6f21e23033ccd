import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { text as words } from '../text/text.ts'
import { Button } from './button.tsx'

/** A button that copies a text and shows a tick once it has. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState<string | null>(null)
  const isCopied = copied === text
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      // Without the right to the clipboard there is no tick, and the text can still be selected.
      () => setCopied(null),
    )
  return (
    <Button
      variant="quiet"
      size="s"
      className="size-6"
      aria-label={label}
      title={isCopied ? words.common.copied : label}
      icon={isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      onClick={() => void copy()}
    />
  )
}
