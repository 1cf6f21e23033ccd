import { useRef, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { letterOf } from '../../../shared/names.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { fieldMessages } from '../../text/wording.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { ColourField } from '../../ui/fields/colour-field.tsx'
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx'
import { Field, FieldHint, LABEL_CLASS } from '../../ui/fields/field.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'

const PRODUCTION = 'edit-workspace-production'

/** Changes a workspace's name, colour, letter or mark of production. */
export function EditDialog({ workspaceId }: { workspaceId: string }) {
  const workspace = useWorkspaceById(workspaceId)
  return workspace && <EditForm workspace={workspace} />
}

function EditForm({ workspace }: { workspace: Workspace }) {
  const { toasts, view, workspaces } = useStores()
  const nameField = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(workspace.name)
  const [colour, setColour] = useState(workspace.colour)
  const [letter, setLetter] = useState(workspace.letter ?? '')
  const [isProduction, setProduction] = useState(workspace.isProduction)
  const newLetter = letter.trim() === '' ? null : letter
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)

  const submit = async () => {
    setBusy(true)
    try {
      if (name !== workspace.name) await workspaces.rename(workspace.id, name)
      if (colour !== workspace.colour) await workspaces.setColour(workspace.id, colour)
      if (newLetter !== workspace.letter) await workspaces.setLetter(workspace.id, newLetter)
      if (isProduction !== workspace.isProduction) await workspaces.setProduction(workspace.id, isProduction)
      view.close()
      toasts.success(text.workspaces.saved(name.trim()), aboutWorkspace(workspace.id))
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={text.workspaces.editTitle}
      workspace={{ ...workspace, colour, letter: newLetter }}
      size="s"
      onClose={view.close}
      isDirty={() =>
        name !== workspace.name ||
        colour !== workspace.colour ||
        newLetter !== workspace.letter ||
        isProduction !== workspace.isProduction
      }
      initialFocus={() => nameField.current}
      submit={text.common.save}
      failed={text.workspaces.saveFailed}
      error={error}
      isBusy={isBusy}
      onSubmit={submit}
    >
      <Field
        label={text.workspaces.name}
        errors={fieldMessages(error?.fields)['name']}
        value={name}
        ref={nameField}
        maxLength={255}
        onChange={(event) => setName(event.target.value)}
      />
      <ColourField value={colour} onChange={setColour} />
      <Field
        label={text.workspaces.letter}
        hint={text.workspaces.letterHint}
        errors={fieldMessages(error?.fields)['letter']}
        placeholder={letterOf({ name, letter: null })}
        value={letter}
        maxLength={32}
        autoComplete="off"
        onChange={(event) => setLetter(event.target.value)}
      />
      {workspace.role === 'owner' && (
        <div className="grid grid-cols-[auto_1fr] items-center gap-x-2.5">
          <Checkbox
            id={PRODUCTION}
            checked={isProduction}
            onChange={(event) => setProduction(event.target.checked)}
            aria-describedby={`${PRODUCTION}-hint`}
          />
          <label htmlFor={PRODUCTION} className={LABEL_CLASS}>
            {text.workspaces.production}
          </label>
          <FieldHint id={`${PRODUCTION}-hint`} className="col-start-2">
            {text.workspaces.productionHint}
          </FieldHint>
        </div>
      )}
    </FormDialog>
  )
}
