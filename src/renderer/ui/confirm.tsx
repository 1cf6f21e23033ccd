import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import type { Workspace } from '../../contract/groups/workspaces.ts'
import { text } from '../text/text.ts'
import { Button } from './button.tsx'
import { WorkspaceName } from './workspace-name.tsx'

interface ConfirmProps {
  title: string
  body: ReactNode
  workspace?: Workspace | null
  confirmLabel: string
  cancelLabel?: string
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
  /** The element to focus after closing; null for the one that had the focus before. */
  finalFocus?: () => HTMLElement | null
}

/** Asks before an action that is hard to undo. The safe answer has the focus. */
export function Confirm(props: ConfirmProps) {
  const { workspace } = props
  return (
    <AlertDialog.Root
      open
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 animate-[reveal_120ms_ease-out] bg-scrim" forceRender />
        <AlertDialog.Viewport className="fixed inset-0 z-40 flex items-center justify-center p-4">
          <AlertDialog.Popup
            {...(props.finalFocus && { finalFocus: props.finalFocus })}
            data-colour={workspace?.colour}
            className="max-h-full w-full max-w-md animate-appear overflow-y-auto rounded-xl border border-line bg-surface-raised shadow-overlay outline-none"
          >
            {workspace && <div aria-hidden className="h-[3px] bg-workspace" />}
            <div className="px-5 pt-4 pb-5">
              <AlertDialog.Title className="text-lg font-semibold break-words">{props.title}</AlertDialog.Title>
              {workspace && (
                <p className="mt-0.5 flex text-sm text-text-muted">
                  <WorkspaceName workspace={workspace} prefix={text.workspaces.inside} />
                </p>
              )}
              <AlertDialog.Description className="mt-2 text-sm text-text-muted">{props.body}</AlertDialog.Description>
            </div>
            <div className="flex justify-end gap-2 border-t border-line bg-surface px-5 py-3">
              <AlertDialog.Close render={<Button />}>{props.cancelLabel ?? text.common.cancel}</AlertDialog.Close>
              <Button variant="danger" busy={props.busy ?? false} onClick={props.onConfirm}>
                {props.confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
