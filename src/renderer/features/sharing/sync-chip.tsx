import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { sharingState, useSharing } from '../../stores/use-sharing.ts'
import { sharingText as words } from '../../text/sharing.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'

/** How long a window that is looked at again trusts what it has. */
const FRESH_MS = 60_000

/** Whether a shared workspace is up to date, in the bar; a click synchronises it, and so does coming back to the window. */
export function SyncChip() {
  const { api, view } = useStores()
  const { id: workspaceId } = useWorkspace()
  const { status, sync } = useSharing(workspaceId)
  const [isBusy, setBusy] = useState(false)
  const lastLook = useRef(0)
  const isShared = status !== undefined && status !== null
  useEffect(() => {
    if (!isShared) return
    const onFocus = () => {
      if (Date.now() - lastLook.current < FRESH_MS) return
      lastLook.current = Date.now()
      // Nobody asked for it, so a failure only shows in the bar.
      api.sharing.sync({ workspaceId }).catch(() => undefined)
    }
    addEventListener('focus', onFocus)
    return () => removeEventListener('focus', onFocus)
  }, [api, isShared, workspaceId])
  if (!isShared) return null
  const state = sharingState(status)
  const isOffline = status.problem?.reason === 'remote_offline'
  const Icon = isOffline
    ? IconCloudOff
    : status.problem
      ? IconAlertTriangle
      : status.toSend > 0
        ? IconCloudUp
        : IconCloudCheck
  const run = async () => {
    setBusy(true)
    await sync()
    setBusy(false)
  }
  return (
    <>
      <Button
        size="s"
        variant="quiet"
        busy={isBusy}
        icon={<Icon size={16} aria-hidden />}
        aria-label={words.chip(state)}
        title={status.problem ? errorMessage(status.problem) : state}
        onClick={() => void run()}
      >
        <span className="max-lg:hidden">{state}</span>
      </Button>
      {status.conflicts > 0 && (
        <Button size="s" onClick={() => view.open({ kind: 'conflicts', workspaceId })}>
          {words.choices(status.conflicts)}
        </Button>
      )}
    </>
  )
}
