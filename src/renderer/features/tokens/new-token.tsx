import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import { useStores } from '../../stores/context.ts'
import { inUse } from '../../stores/first/wanted-workspace.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { tokensText } from '../../text/tokens.ts'
import { fieldMessages } from '../../text/wording.ts'
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx'
import { Field, FieldErrors, FieldHint, LABEL_CLASS } from '../../ui/fields/field.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { Radios } from '../../ui/fields/radios.tsx'

const words = tokensText.form
const WORKSPACES_ERROR = 'new-token-workspaces'

/** A token as it was answered once, with what the program sends. */
export type OneTimeToken = Awaited<ReturnType<AppApi['tokens']['create']>>

interface NewTokenProps {
  onCancel: () => void
  onMake: (token: OneTimeToken) => void
}

/** Asks what a new token is for, and makes it. */
export function NewToken({ onCancel, onMake }: NewTokenProps) {
  const { api, workspaces } = useStores()
  const list = inUse(useStore(workspaces.store, (state) => state.list) ?? [])
  const [name, setName] = useState('')
  const [scope, setScope] = useState<'read' | 'write'>('read')
  const [where, setWhere] = useState<'all' | 'some'>('all')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [expiresOn, setExpiresOn] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [lacksWorkspace, setLacksWorkspace] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const choices = useRef<HTMLDivElement>(null)
  const messages = fieldMessages(error?.fields)

  const submit = async () => {
    const isLacking = where === 'some' && chosen.length === 0
    setLacksWorkspace(isLacking)
    setError(null)
    if (isLacking) {
      choices.current?.querySelector('input')?.focus()
      return
    }
    setBusy(true)
    try {
      const workspaceIds = where === 'all' ? null : [...chosen]
      onMake(await api.tokens.create({ name, scope, workspaceIds, expiresOn: expiresOn === '' ? null : expiresOn }))
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={words.title}
      onClose={onCancel}
      isDirty={() => name !== ''}
      submit={words.submit}
      failed={words.failed}
      error={error}
      isBusy={isBusy}
      onSubmit={submit}
    >
      <Field
        label={words.name}
        hint={words.nameHint}
        errors={messages['name']}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="flex flex-col gap-1">
        <Radios
          label={words.scope}
          value={scope}
          options={(['read', 'write'] as const).map((value) => ({ value, label: tokensText.scopes[value] }))}
          onChange={setScope}
        />
        <FieldHint>{words.scopeHint}</FieldHint>
      </div>
      <Radios
        label={words.workspaces}
        value={where}
        options={[
          { value: 'all', label: words.all },
          { value: 'some', label: words.some },
        ]}
        onChange={setWhere}
      />
      {where === 'some' && (
        <fieldset className="flex flex-col gap-1">
          <legend className={LABEL_CLASS}>{words.chosen}</legend>
          <div ref={choices} className="flex max-h-40 flex-col gap-1.5 overflow-y-auto text-sm">
            {list.map(({ id, name: workspaceName }) => (
              <label key={id} className="flex items-center gap-2">
                <Checkbox
                  checked={chosen.includes(id)}
                  aria-invalid={lacksWorkspace || undefined}
                  aria-describedby={lacksWorkspace ? WORKSPACES_ERROR : undefined}
                  onChange={({ target }) => {
                    setLacksWorkspace(false)
                    setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }}
                />
                <bdi>{workspaceName}</bdi>
              </label>
            ))}
          </div>
          <div aria-live="polite" className="empty:hidden">
            <FieldErrors id={WORKSPACES_ERROR} errors={lacksWorkspace ? [words.chooseOne] : []} />
          </div>
        </fieldset>
      )}
      <Field
        label={words.ends}
        hint={words.endsHint}
        errors={messages['expiresOn']}
        type="date"
        value={expiresOn}
        onChange={(event) => setExpiresOn(event.target.value)}
      />
    </FormDialog>
  )
}
