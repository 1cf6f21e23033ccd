import { IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import type { Activity } from '../../../contract/groups/activity.ts'
import { useConnectors, useReadOnlyReason, useStores, useWorkspaceById } from '../../stores/context.ts'
import { moment } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

const words = text.activity

interface RestoreButtonProps {
  workspaceId: string
  entry: Activity
}

/** Gives a connector the configuration that it had after an entry; absent where the connector or that is gone. */
export function RestoreButton({ workspaceId, entry }: RestoreButtonProps) {
  const { activity } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const readOnly = useReadOnlyReason(workspace)
  const { cards } = useConnectors()
  const [isBusy, setBusy] = useState(false)
  if (!workspace || !entry.hasConfig || !cards?.some(({ id }) => id === entry.subjectId)) return null
  if (readOnly !== null) return <p className="text-xs text-text-muted">{readOnly}</p>
  const restore = async () => {
    setBusy(true)
    await activity.restore(workspaceId, entry)
    setBusy(false)
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Button
        size="s"
        busy={isBusy}
        icon={<IconRestore size={16} aria-hidden />}
        aria-label={words.restoreNamed(entry.subjectName ?? '', moment(entry.at))}
        onClick={() => void restore()}
      >
        {words.restore}
      </Button>
      <span className="text-xs text-text-muted">{words.restoreHint}</span>
    </div>
  )
}
