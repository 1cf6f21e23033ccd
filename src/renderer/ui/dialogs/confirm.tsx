import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { nameKey } from '../../../shared/names.ts'
import { text } from '../../text/text.ts'
import { Button } from '../button.tsx'
import { Field } from '../fields/field.tsx'
import { WorkspaceName } from '../workspace-name.tsx'
import { useLeave } from './use-leave.ts'

interface ConfirmProps {
  title: string
  body: ReactNode
  workspace?: Workspace | null
  /** Takes the typed name of the workspace: always, or in production alone. */
  asksName?: 'always' | 'production'
  confirmLabel: string
  cancelLabel?: string
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
  /** The element to focus after closing; null for the one that had the focus before. */
  finalFocus?: () => HTMLElement | null
}

/** Asks before an action that is hard to undo. The safe answer has the focus, or the field for the name of the workspace. */
export function Confirm(props: ConfirmProps) {
  const { workspace } = props
  useLeave(props.onClose)
  const [typed, setTyped] = useState('')
  const nameField = useRef<HTMLInputElement>(null)
  const name =
    workspace && props.asksName && (workspace.isProduction || props.asksName === 'always') ? workspace.name : null
  const isMeant = name === null || nameKey(typed) === nameKey(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isMeant && !props.busy) props.onConfirm()
  }
  return (
    <AlertDialog.Root
      open
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 animate-[reveal_120ms_ease-out] bg-scrim" forceRender />
        <AlertDialog.Viewport className="fixed inset-0 z-40 flex items-center justify-center p-4 pb-[calc(1.5rem+var(--notices,0px))]">
          <AlertDialog.Popup
            {...(props.finalFocus && { finalFocus: props.finalFocus })}
            {...(name !== null && { initialFocus: nameField })}
            data-colour={workspace?.colour}
            className="max-h-full w-full max-w-md animate-appear overflow-y-auto rounded-xl border border-line bg-surface-raised shadow-overlay outline-none"
          >
            <form noValidate onSubmit={submit}>
              {workspace && <div aria-hidden className="h-[3px] bg-workspace" />}
              <div className="px-5 pt-4 pb-5">
                <AlertDialog.Title className="text-lg font-semibold break-words">{props.title}</AlertDialog.Title>
                {workspace && (
                  <p className="mt-0.5 flex text-sm text-text-muted">
                    <WorkspaceName workspace={workspace} prefix={text.workspaces.inside} />
                  </p>
                )}
                <AlertDialog.Description render={<div />} className="mt-2 flex flex-col gap-2 text-sm text-text-muted">
                  {props.body}
                </AlertDialog.Description>
                {name !== null && (
                  <Field
                    label={text.workspaces.typeName(name)}
                    className="mt-3"
                    ref={nameField}
                    value={typed}
                    autoComplete="off"
                    spellCheck={false}
                    onChange={(event) => setTyped(event.target.value)}
                  />
                )}
              </div>
              <div className="flex justify-end gap-2 border-t border-line bg-surface px-5 py-3">
                <AlertDialog.Close render={<Button />}>{props.cancelLabel ?? text.common.cancel}</AlertDialog.Close>
                <Button type="submit" variant="danger" busy={props.busy ?? false} disabled={!isMeant}>
                  {props.confirmLabel}
                </Button>
              </div>
            </form>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
