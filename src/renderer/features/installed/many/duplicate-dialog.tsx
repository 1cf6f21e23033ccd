import { useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../../contract/errors.ts'
import { freeName } from '../../../../shared/names.ts'
import { connectorsOf } from '../../../stores/connector-store.ts'
import { mayChange, useStores, useWorkspaceById } from '../../../stores/context.ts'
import { toAppError } from '../../../stores/to-app-error.ts'
import { text } from '../../../text/text.ts'
import { errorMessage, fieldMessages } from '../../../text/wording.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogClose } from '../../../ui/dialogs/dialog.tsx'
import { Field } from '../../../ui/fields/field.tsx'
import { Radios } from '../../../ui/fields/radios.tsx'
import { SelectField } from '../../../ui/fields/select.tsx'
import { Notice } from '../../../ui/states/notice.tsx'
import { useChosen } from './tag-dialog.tsx'

const words = text.installed.duplicate

/** Copies one or many connectors, within their workspace or into another one. */
export function DuplicateDialog({ workspaceId, ids }: { workspaceId: string; ids: readonly string[] }) {
  const { api, connectors, toasts, view, workspaces } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const chosen = useChosen(ids)
  const list = useStore(workspaces.store, (state) => state.list) ?? []
  const own = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards)
  const [only] = chosen
  const isOne = chosen.length === 1 && only !== undefined
  const [into, setInto] = useState(workspaceId)
  const [typedName, setName] = useState<string | null>(null)
  const [withSecrets, setWithSecrets] = useState(true)
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const suggested =
    only === undefined
      ? ''
      : into === workspaceId
        ? freeName(
            only.name,
            (own ?? []).map(({ name }) => name),
          )
        : only.name
  const name = typedName ?? suggested

  const submit = async () => {
    if (isBusy || chosen.length === 0 || (isOne && name.trim() === '')) return
    setBusy(true)
    setError(null)
    const copies: string[] = []
    try {
      for (const { id } of chosen) {
        const copy = await api.connectors.duplicate({
          ...{ workspaceId, id, withSecrets },
          ...(isOne && { name }),
          ...(into !== workspaceId && { into }),
        })
        copies.push(copy.id)
      }
      view.close()
      if (into === workspaceId) {
        await connectors.refresh(workspaceId)
        const [first] = copies
        if (isOne && first !== undefined && !withSecrets) view.open({ kind: 'configure', id: first, workspaceId })
        else if (first !== undefined) view.spotlight(first)
      }
      toasts.success(isOne ? words.doneOne(name.trim()) : words.done(copies.length), {
        subjects: copies,
        workspaceId: into,
        ...(into !== workspaceId && { action: { label: words.go, run: () => workspaces.select(into) } }),
      })
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }
  const nameErrors = error ? fieldMessages(error.fields)['name'] : undefined
  return (
    <Dialog
      title={isOne ? words.titleOne(only.name) : words.title(chosen.length)}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button variant="primary" busy={isBusy} onClick={() => void submit()}>
            {isOne ? words.submitOne : words.submit(chosen.length)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error && !nameErrors && (
          <Notice kind="bad" isAlert>
            {errorMessage(error)}
          </Notice>
        )}
        {isOne && (
          <Field
            label={text.form.name}
            value={name}
            errors={nameErrors}
            onChange={({ target }) => {
              setName(target.value)
              setError(null)
            }}
          />
        )}
        <SelectField
          label={words.into}
          value={into}
          onChange={setInto}
          options={list
            .filter(mayChange)
            .map((one) => ({ value: one.id, label: one.id === workspaceId ? words.here(one.name) : one.name }))}
        />
        <Radios
          label={words.secrets}
          value={withSecrets ? 'copy' : 'ask'}
          onChange={(next) => setWithSecrets(next === 'copy')}
          options={[
            { value: 'copy', label: words.copySecrets },
            { value: 'ask', label: words.askAgain },
          ]}
        />
        <p className="text-sm text-text-muted">{words.hint}</p>
      </div>
    </Dialog>
  )
}
