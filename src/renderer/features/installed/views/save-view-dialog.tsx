import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../../contract/errors.ts'
import { nameKey } from '../../../../shared/names.ts'
import { useStores, useWorkspaceById } from '../../../stores/context.ts'
import { viewsOf } from '../../../stores/lists/saved-views-store.ts'
import { toAppError } from '../../../stores/to-app-error.ts'
import { text } from '../../../text/text.ts'
import { errorMessage, fieldMessages } from '../../../text/wording.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogClose } from '../../../ui/dialogs/dialog.tsx'
import { Field } from '../../../ui/fields/field.tsx'
import { Notice } from '../../../ui/states/notice.tsx'

const words = text.installed.views
const FORM_ID = 'save-view'

/** Gives what the list shows a name, under which everybody in the workspace finds it again. */
export function SaveViewDialog({ workspaceId }: { workspaceId: string }) {
  const { list, savedViews, toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const views = useStore(savedViews.store, (state) => viewsOf(state, workspaceId))
  const [query] = useState(list.viewQuery)
  const [name, setName] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const replaced = views.find((one) => nameKey(one.name) === nameKey(name))

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy || name.trim() === '') return
    setBusy(true)
    setError(null)
    try {
      await savedViews.save(workspaceId, name, query)
      toasts.success(words.saved(name.trim()), { subjects: replaced ? [replaced.id] : [], workspaceId })
      view.close()
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }
  const nameErrors = error ? fieldMessages(error.fields)['name'] : undefined
  return (
    <Dialog
      title={words.saveTitle}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} aria-disabled={name.trim() === ''}>
            {replaced ? words.replace : text.common.save}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className="flex flex-col gap-4" onSubmit={(event) => void save(event)}>
        {error && !nameErrors && (
          <Notice kind="bad" isAlert>
            {errorMessage(error)}
          </Notice>
        )}
        <Field
          label={text.form.name}
          hint={replaced ? words.replaces(replaced.name) : words.saveHint}
          errors={nameErrors}
          value={name}
          onChange={({ target }) => {
            setName(target.value)
            setError(null)
          }}
        />
      </form>
    </Dialog>
  )
}
