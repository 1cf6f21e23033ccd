import { type FormEvent, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { sharingText as words } from '../../text/en/files/sharing.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const FORM_ID = 'share'

/** Shares a workspace through an empty git repository, and says what others can read there. */
export function ShareDialog({ workspaceId }: { workspaceId: string }) {
  const { api, toasts, view } = useStores()
  const [remote, setRemote] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isReady = remote.trim() !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || isBusy) return
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
    <Dialog
      title={words.dialogTitle}
      description={words.dialogHint}
      size="s"
      onClose={view.close}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} aria-disabled={!isReady}>
            {words.submit}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {error && (
          <Notice kind={error.code === 'locked' ? 'warn' : 'bad'} isAlert>
            {words.failed}: {errorMessage(error)}
          </Notice>
        )}
        <p className="text-sm">{words.secrets}</p>
        <Field
          label={words.remote}
          hint={words.remoteHint}
          spellCheck={false}
          value={remote}
          onChange={(event) => setRemote(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
