import { IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { useExport, useTargetCount } from './use-export.ts'

/** Exports the publish targets of the current workspace; the button shows their number. */
export function ExportButton() {
  const count = useTargetCount()
  const exportTargets = useExport(count)
  const [isBusy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    await exportTargets()
    setBusy(false)
  }
  return (
    <Button
      busy={isBusy}
      icon={<IconFileExport size={16} aria-hidden />}
      aria-label={text.targets.exportNamed(count)}
      title={text.targets.hint}
      onClick={() => void run()}
    >
      <span className="hidden lg:inline">{text.targets.export}</span>{' '}
      <span className="text-xs text-text-muted tabular-nums">{count.toLocaleString('en')}</span>
    </Button>
  )
}
