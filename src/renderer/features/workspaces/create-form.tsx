import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FieldMessages } from '../../../contract/errors.ts'
import type { Colour } from '../../../contract/groups/workspaces.ts'
import { COLOURS } from '../../../shared/limits.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { fieldErrorsText } from '../../text/wording.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { classNames } from '../../ui/class-names.ts'
import { ColourField } from '../../ui/fields/colour-field.tsx'
import { Field, FieldHint, LABEL_CLASS } from '../../ui/fields/field.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { NO_PASSPHRASE, passphraseMistake, passphraseOf } from '../../ui/fields/new-passphrase.tsx'
import { PassphraseFields } from '../../ui/fields/passphrase-fields.tsx'
import { useProbe } from '../../ui/fields/use-probe.ts'

interface CreateFormProps {
  formId: string
  /** The field that gets the focus. */
  nameField: RefObject<HTMLInputElement | null>
  /** Also asks who the person is, at the first start. */
  asksWho?: boolean
  onEdit?: () => void
  onBusy: (isBusy: boolean) => void
  onCreated: () => void
}

/** Creates a workspace; asks for a passphrase only when no keychain can hold the key. */
export function CreateForm({ formId, nameField, asksWho = false, onEdit, onBusy, onCreated }: CreateFormProps) {
  const { api, connectors, firstSteps, session, toasts, view, workspaces } = useStores()
  const [name, setName] = useState('')
  const [who, setWho] = useWho()
  const [colour, setColour] = useFreeColour()
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE)
  const [wantsSamples, setWantsSamples] = useState(false)
  const [errors, setErrors] = useState<FieldMessages>({})
  const [refused, setRefused] = useState({ name, who, passphrase })
  const [failure, setFailure] = useState<string | null>(null)
  const [probe, repeatProbe] = useProbe(session.probe)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const isWrong = Object.keys(errors).length > 0
    if (isWrong) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [errors])
  const needsPassphrase = probe !== null && !probe.usable
  /** The errors of a field, until it is changed. */
  const errorsAt = (field: keyof typeof refused) =>
    refused[field] === { name, who, passphrase }[field] ? errors[field] : undefined

  /** Errors that need no call. */
  const findMistakes = (): FieldMessages => ({
    ...(name.trim() === '' && { name: [fieldErrorsText.required({ title: text.workspaces.name, by: 'enter' })] }),
    ...(needsPassphrase && passphraseOf(passphrase) === null && { passphrase: [passphraseMistake(passphrase)] }),
  })

  /** Gives the person the name that they entered; false where it is refused, with the reason at its field. */
  const introduce = async (): Promise<boolean> => {
    if (!asksWho || who.trim() === '' || who.trim() === session.store.getState().person?.name) return true
    try {
      await api.person.rename({ name: who })
      void session.refresh().catch(() => undefined)
      return true
    } catch (cause) {
      const error = toAppError(cause)
      const messages = fieldMessages(error.fields)['name']
      if (!messages) throw cause
      setErrors({ who: messages })
      return false
    }
  }

  const loadSamples = async (workspaceId: string) => {
    try {
      await connectors.loadSamples(workspaceId)
    } catch (error) {
      toasts.failure(text.workspaces.samplesFailed, error, { subjects: ['samples'], workspaceId })
    }
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const mistakes = findMistakes()
    setErrors(mistakes)
    setRefused({ name, who, passphrase })
    setFailure(null)
    if (Object.keys(mistakes).length > 0) return
    onBusy(true)
    try {
      if (!(await introduce())) return
      const workspace = await workspaces.create({
        name,
        colour,
        ...(needsPassphrase && { passphrase: passphrase.text }),
      })
      firstSteps.begin(workspace.id)
      if (wantsSamples) await loadSamples(workspace.id)
      view.clearFilters()
      view.showTab(wantsSamples ? 'installed' : 'catalog')
      toasts.success(text.workspaces.created(workspace.name), aboutWorkspace(workspace.id))
      onCreated()
    } catch (cause) {
      const error = toAppError(cause)
      setErrors(fieldMessages(error.fields))
      if (!error.fields) setFailure(errorMessage(error))
    } finally {
      onBusy(false)
    }
  }

  return (
    <form
      ref={form}
      id={formId}
      noValidate
      className="flex flex-col gap-4"
      onInput={onEdit}
      onSubmit={(event) => void submit(event)}
    >
      {failure !== null && (
        <Notice kind="bad" isAlert>
          <p className="font-medium">{text.workspaces.createFailed}</p>
          <p className="text-text-muted">{failure}</p>
        </Notice>
      )}
      <div className={classNames('grid items-start gap-3', asksWho && 'sm:grid-cols-2')}>
        <Field
          label={text.workspaces.name}
          placeholder={text.workspaces.namePlaceholder}
          errors={errorsAt('name')}
          value={name}
          ref={nameField}
          maxLength={255}
          onChange={(event) => setName(event.target.value)}
        />
        {asksWho && (
          <Field
            label={text.workspaces.who}
            hint={text.workspaces.whoHint}
            errors={errorsAt('who')}
            value={who}
            maxLength={255}
            autoComplete="name"
            onChange={(event) => setWho(event.target.value)}
          />
        )}
      </div>
      <ColourField value={colour} onChange={setColour} />
      {needsPassphrase && (
        <PassphraseFields
          why={probe.message === null ? null : errorMessage({ ...probe, message: probe.message })}
          value={passphrase}
          errors={errorsAt('passphrase')}
          onChange={setPassphrase}
          onRetry={repeatProbe}
        />
      )}
      <div className="grid grid-cols-[auto_1fr] items-center gap-x-2.5">
        <Checkbox
          id={`${formId}-samples`}
          checked={wantsSamples}
          onChange={(event) => setWantsSamples(event.target.checked)}
          aria-describedby={`${formId}-samples-hint`}
        />
        <label htmlFor={`${formId}-samples`} className={LABEL_CLASS}>
          {text.workspaces.samples}
        </label>
        <FieldHint id={`${formId}-samples-hint`} className="col-start-2">
          {text.workspaces.samplesHint}
        </FieldHint>
      </div>
    </form>
  )
}

/** Who the person is: at first the name that Patchbay knows, which is that of the account. */
function useWho(): [string, (who: string) => void] {
  const { session } = useStores()
  const known = useStore(session.store, ({ person }) => person?.name ?? '')
  const [own, setOwn] = useState<string | null>(null)
  return [own ?? known, setOwn]
}

/** The chosen colour; at first one that no workspace has. */
function useFreeColour() {
  const { workspaces } = useStores()
  const list = useStore(workspaces.store, (state) => state.list)
  return useState<Colour>(() => COLOURS.find((colour) => !list?.some((other) => other.colour === colour)) ?? 'blue')
}
