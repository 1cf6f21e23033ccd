import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { UpdateState } from '../../contract/groups/desktop.ts'
import type { DesktopStore } from '../stores/desktop-store.ts'
import { useStores } from '../stores/context.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose } from '../ui/dialogs/dialog.tsx'
import { Notice } from '../ui/states/notice.tsx'
import { Progress } from '../ui/states/progress.tsx'

const words = text.updates

/** Checks for a newer version and shows its progress until the restart. */
export function UpdatesDialog() {
  const { desktop } = useStores()
  return desktop && <Updates desktop={desktop} />
}

function Updates({ desktop }: { desktop: DesktopStore }) {
  const { session, toasts, view } = useStores()
  const update = useStore(desktop.store, (state) => state.update)
  const version = useStore(session.store, (state) => state.version)
  useEffect(() => {
    desktop.checkForUpdate().catch((error: unknown) => toasts.failure(words.failed, error))
  }, [desktop, toasts])
  if (!update) return null
  const isReady = update.kind === 'ready'
  return (
    <Dialog
      title={words.title}
      size="s"
      onClose={view.close}
      footer={
        <>
          {update.kind === 'failed' && (
            <Button onClick={() => void desktop.checkForUpdate().catch(() => undefined)}>{text.common.retry}</Button>
          )}
          <DialogClose>{isReady ? words.later : text.common.close}</DialogClose>
          {isReady && (
            <Button variant="primary" onClick={() => void desktop.installUpdate().catch(() => undefined)}>
              {words.restart}
            </Button>
          )}
        </>
      }
    >
      <div aria-live="polite" className="flex min-h-12 flex-col gap-2 text-sm">
        <Progressing update={update} version={version ?? ''} />
      </div>
    </Dialog>
  )
}

function Progressing({ update, version }: { update: UpdateState; version: string }) {
  switch (update.kind) {
    case 'idle':
      return <p>{words.idle}</p>
    case 'checking':
      return <Step label={words.checking} done={0} total={0} />
    case 'none':
      return <p>{words.none(version)}</p>
    case 'downloading':
      return <Step label={words.downloading(update.version)} done={update.percent} total={100} />
    case 'ready':
      return (
        <>
          <p className="font-medium">{words.ready(update.version)}</p>
          <p className="text-text-muted">{words.readyHint}</p>
        </>
      )
    case 'failed':
      return (
        <Notice kind="bad" isAlert>
          <p className="font-medium">{words.failed}</p>
          <p>{words.causes[update.cause]}</p>
        </Notice>
      )
  }
}

function Step({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <>
      <p className="flex justify-between gap-4">
        <span>{label}</span>
        {total > 0 && <span className="text-text-muted tabular-nums">{words.percent(done)}</span>}
      </p>
      <Progress label={label} done={done} total={total} />
    </>
  )
}
