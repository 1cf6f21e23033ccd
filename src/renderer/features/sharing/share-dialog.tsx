import { useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { useAddressErrors } from '../../stores/use-sharing.ts'
import { sharingText as words } from '../../text/sharing.ts'
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'

/** Shares a workspace through an empty git repository, and says what others can read there. */
export function ShareDialog({ workspaceId }: { workspaceId: string }) {
  const { api, toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const [remote, setRemote] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const addressErrors = useAddressErrors(error)
  const isReady = remote.trim() !== ''
  const submit = async () => {
    setBusy(true)
    setError(null)
    try {
      await api.sharing.share({ workspaceId, remote })
      toasts.success(words.done, aboutWorkspace(workspaceId))
      view.close()
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={words.dialogTitle}
      workspace={workspace}
      description={words.dialogHint}
      size="s"
      onClose={view.close}
      submit={words.submit}
      failed={words.failed}
      error={addressErrors ? null : error}
      isBusy={isBusy}
      isReady={isReady}
      onSubmit={submit}
    >
      <p className="text-sm">{words.secrets}</p>
      <Field
        label={words.remote}
        hint={words.remoteHint}
        errors={addressErrors}
        placeholder="git@example.com:team/workspace.git"
        spellCheck={false}
        value={remote}
        onChange={(event) => setRemote(event.target.value)}
      />
    </FormDialog>
  )
}
