import type { ComponentType, ReactNode } from 'react'
import type { Draft } from '../../../contract/groups/desktop.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FormSkeleton } from '../../ui/states/skeleton.tsx'
import { type AskForSecret, ConnectorForm, type TryOutBarProps } from './connector-form.tsx'
import type { SignInPart } from './use-form-sign-in.ts'
import { useSubject, type FormTarget } from './use-subject.ts'

interface ConnectorDialogProps {
  workspaceId: string
  target: FormTarget
  /** Unsaved changes from before a restart. */
  draft: Draft | undefined
  /** Opens the workspace's key; shown when saving needs the key. */
  keyPanel: ReactNode
  askDialog: AskForSecret
  /** Tests what is typed, in the foot of the form. */
  tryOutBar: ComponentType<TryOutBarProps>
  /** Signs people in to the service of an entry that says how. */
  signIn: ComponentType<SignInPart>
}

/** Adds a connector from a catalog entry or changes an installed one. */
export function ConnectorDialog({ workspaceId, target, ...rest }: ConnectorDialogProps) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const { subject, error, retry } = useSubject(target)
  if (subject && workspace) return <ConnectorForm {...{ workspace, subject, ...rest }} />
  return (
    <Dialog
      title={'key' in target ? text.catalog.add : text.installed.configure}
      workspace={workspace}
      size="m"
      onClose={view.close}
    >
      {error ? (
        <div className="flex flex-col items-start gap-3">
          <Notice kind="bad" isAlert>
            {text.form.failed}: {errorMessage(error)}
          </Notice>
          <Button onClick={retry}>{text.common.retry}</Button>
        </div>
      ) : (
        <FormSkeleton />
      )}
    </Dialog>
  )
}
