import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { KeyStatus } from '../../../contract/groups/keys.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { secretsText } from '../../text/secrets.ts'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { isFine, protectionOf, waitsForPerson } from './key-chip.tsx'
import { LockSection } from './lock-section.tsx'
import { KeyPanel } from './key-panel.tsx'
import { LostKey } from './lost-key.tsx'
import { RecoveryKit } from './recovery-kit.tsx'
import { Rotation, RotationProgress } from './rotation.tsx'
import { UnlockAll } from './unlock-all.tsx'

/** Why the key does not open; main does not know that the system can ask who sits there. */
const bodyOf = (key: KeyStatus): string | null => {
  if (waitsForPerson(key) && key.proof === 'person') return text.keys.confirm
  return key.message === null ? null : errorMessage({ ...key, message: key.message })
}

/** The same function at every render, so it shows the part once. */
const showPart = (part: HTMLElement | null) => part?.scrollIntoView()

const kitButton = () => document.querySelector<HTMLElement>('[data-recovery-kit] button')

/** Explains the state of a workspace's key and offers what to do, best option first; owners manage the key here. */
export function KeyDialog({ workspaceId, isForKit = false }: { workspaceId: string; isForKit?: boolean }) {
  const { session, toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const key = useStore(session.store, ({ keys }) => keys[workspaceId])
  const [isOnce, setOnce] = useState(false)
  const isKnown = key !== undefined
  useEffect(() => {
    // The overview and the switcher unlock workspaces that were not entered yet.
    if (isKnown) return
    session.refreshKey(workspaceId).catch((cause: unknown) => {
      view.close()
      toasts.failure(text.keys.failed, cause, { workspaceId })
    })
  }, [isKnown, session, toasts, view, workspaceId])
  if (!key || !workspace) return null
  const { title, body } = text.keys.wordsOf(key)
  const isOwner = workspace.role === 'owner'
  const isGone = key.state === 'LOST' || key.state === 'WRONG_KEY'
  return (
    <Dialog
      title={text.keys.title}
      workspace={workspace}
      onClose={view.close}
      {...(isOnce && { isDirty: () => true })}
      // A key press must not change the time until the lock unnoticed.
      {...(isFine(key) && { initialFocus: () => (isForKit ? kitButton() : null) })}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      <div className="flex flex-col gap-4">
        <Notice kind={!isFine(key) ? 'warn' : key.isUsable ? 'open' : 'lock'}>
          <p className="font-medium">{text.keys.reasons[key.reason ?? ''] ?? title}</p>
          <p className="text-text-muted">{bodyOf(key) ?? body}</p>
          {!isFine(key) && <p className="mt-1 text-text-muted">{secretsText.key.restWorks}</p>}
        </Notice>
        {key.unreadable > 0 && <Notice kind="warn">{secretsText.key.unreadable(key.unreadable)}</Notice>}
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          <dt className="text-text-muted">{text.keys.protectedBy}</dt>
          <dd>{protectionOf(key)}</dd>
          {key.olderVersions > 0 && (
            <>
              <dt className="text-text-muted">{secretsText.key.olderVersions}</dt>
              <dd>{secretsText.key.olderVersionsKept(key.olderVersions)}</dd>
            </>
          )}
        </dl>
        <RotationProgress status={key} />
        {isGone && <h3 className="text-sm font-semibold">{secretsText.key.waysOut}</h3>}
        <KeyPanel workspaceId={workspaceId} />
        {key.state !== 'READY' && <UnlockAll />}
        {isGone && <LostKey workspace={workspace} />}
        <LockSection workspaceId={workspaceId} status={key} />
        {isOwner && isFine(key) && (
          <>
            <div data-recovery-kit ref={isForKit ? showPart : null}>
              <RecoveryKit workspace={workspace} status={key} onOnce={setOnce} />
            </div>
            <Rotation workspaceId={workspaceId} status={key} />
          </>
        )}
      </div>
    </Dialog>
  )
}
