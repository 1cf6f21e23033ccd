import { type FormEvent, useRef, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { ColourField } from '../../ui/fields/colour-field.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const FORM_ID = 'edit-workspace'

/** Changes a workspace's name or colour. */
export function EditDialog({ workspaceId }: { workspaceId: string }) {
  const workspace = useWorkspaceById(workspaceId)
  return workspace && <EditForm workspace={workspace} />
}

function EditForm({ workspace }: { workspace: Workspace }) {
  const { toasts, view, workspaces } = useStores()
  const nameField = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(workspace.name)
  const [colour, setColour] = useState(workspace.colour)
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      if (name !== workspace.name) await workspaces.rename(workspace.id, name)
      if (colour !== workspace.colour) await workspaces.setColour(workspace.id, colour)
      view.close()
      toasts.success(text.workspaces.saved(name.trim()))
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={text.workspaces.editTitle}
      workspace={{ ...workspace, colour }}
      size="s"
      onClose={view.close}
      isDirty={() => name !== workspace.name || colour !== workspace.colour}
      initialFocus={() => nameField.current}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy}>
            {text.common.save}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {error && !error.fields && (
          <Notice kind="bad" isAlert>
            {text.workspaces.saveFailed}: {errorMessage(error)}
          </Notice>
        )}
        <Field
          label={text.workspaces.name}
          errors={fieldMessages(error?.fields)['name']}
          value={name}
          ref={nameField}
          maxLength={255}
          onChange={(event) => setName(event.target.value)}
        />
        <ColourField value={colour} onChange={setColour} />
      </form>
    </Dialog>
  )
}
