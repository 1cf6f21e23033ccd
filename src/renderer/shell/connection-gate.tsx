import { IconPlugConnectedX, IconLogout } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useStores } from '../stores/context.ts'
import { text } from '../text/text.ts'
import { CommandText } from '../ui/command-text.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/states/empty-state.tsx'

/** Shows the page only while this window is signed in, and a notice while the program does not answer. */
export function ConnectionGate({ children }: { children: ReactNode }) {
  const { connection, workspaces } = useStores()
  const status = useStore(connection.store, (state) => state.status)
  const hasContent = useStore(workspaces.store, (state) => state.list !== null)
  useEffect(() => {
    if (status !== 'ended') return
    // Another tab may have signed this browser in again.
    const retry = () => void connection.retry()
    addEventListener('focus', retry)
    return () => removeEventListener('focus', retry)
  }, [connection, status])
  if (status === 'ended' && !hasContent)
    return (
      <main className="flex h-full">
        <EmptyState icon={IconLogout} title={text.app.notSignedIn} body={text.app.notSignedInBody} isAlert />
      </main>
    )
  if (status === 'unreachable' && !hasContent)
    return (
      <main className="flex h-full">
        <EmptyState icon={IconPlugConnectedX} title={text.app.unreachable} body={text.app.unreachableStart} isAlert>
          <RetryButton />
        </EmptyState>
      </main>
    )
  return (
    <div className="flex h-full flex-col">
      {status !== 'ready' && (
        <div role="alert" className="flex items-center gap-3 bg-warn-soft px-4 py-2 text-sm">
          <IconPlugConnectedX size={18} aria-hidden className="shrink-0 text-warn" />
          <p className="flex-1">
            <span className="font-medium">{status === 'ended' ? text.app.ended : text.app.unreachable}.</span>{' '}
            <CommandText>{status === 'ended' ? text.app.endedStays : text.app.unreachableBody}</CommandText>
          </p>
          <RetryButton />
        </div>
      )}
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </div>
  )
}

function RetryButton() {
  const { connection } = useStores()
  const [isBusy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    await connection.retry()
    setBusy(false)
  }
  return (
    <Button size="s" busy={isBusy} onClick={() => void retry()}>
      {text.common.retry}
    </Button>
  )
}
