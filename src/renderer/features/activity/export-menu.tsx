import { IconFileExport } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { useStores } from '../../stores/context.ts'
import type { ExportFormat } from '../../stores/lists/activity-store.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { Progress } from '../../ui/states/progress.tsx'

const words = text.activity
const FORMATS: readonly ExportFormat[] = ['csv', 'json', 'ndjson']

/** Writes what the filters show to a file; while it runs, how far it is and a way to cancel it. */
export function ExportMenu({ workspaceId }: { workspaceId: string }) {
  const { activity } = useStores()
  const exporting = useStore(activity.store, (state) => state.exporting)
  if (exporting)
    return (
      <div className="flex items-center gap-2">
        <span className="w-32">
          <Progress label={words.exporting} done={exporting.done} total={exporting.total} />
        </span>
        <Button aria-disabled={exporting.isCancelled} onClick={activity.cancelExport}>
          {text.common.cancel}
        </Button>
      </div>
    )
  return (
    <Menu
      trigger={
        <Button icon={<IconFileExport size={16} aria-hidden />} aria-label={words.exportLabel}>
          <span className="@max-[60rem]:hidden">{words.export}</span>
        </Button>
      }
    >
      {FORMATS.map((format) => (
        <MenuItem key={format} onSelect={() => void activity.exportTo(workspaceId, format)}>
          {words.formats[format]}
        </MenuItem>
      ))}
    </Menu>
  )
}
