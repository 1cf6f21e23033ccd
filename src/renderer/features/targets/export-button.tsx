import { IconFileExport } from '@tabler/icons-react'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { number } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { useTargetCount } from './use-export.ts'

/** Opens the export of publish targets; the button shows their number. */
export function ExportButton() {
  const { view } = useStores()
  const { id: workspaceId } = useWorkspace()
  const count = useTargetCount()
  return (
    <Button
      icon={<IconFileExport size={16} aria-hidden />}
      aria-label={text.targets.exportNamed(count)}
      title={text.targets.hint}
      onClick={() => view.open({ kind: 'export-targets', workspaceId })}
    >
      <span className="hidden lg:inline">{text.targets.export}</span>{' '}
      <span className="text-xs text-text-muted tabular-nums">{number(count)}</span>
    </Button>
  )
}
