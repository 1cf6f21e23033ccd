import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { Person } from '../../../contract/groups/person.ts'
import { useStores } from '../../stores/context.ts'
import { useSaveText } from '../../stores/use-save-text.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { secretsText } from '../../text/secrets.ts'
import { ABOUT_ME } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Field, FieldFrame } from '../../ui/fields/field.tsx'
import { Textarea } from '../../ui/fields/input.tsx'
import { NewPassphrase, NO_PASSPHRASE, passphraseOf } from '../../ui/fields/new-passphrase.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const words = text.you

/** Who the person is: their name, their identity, and one passphrase for all their workspaces. */
export function PersonDialog() {
  const { api, view } = useStores()
  const [person, setPerson] = useState<Person | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    api.person.get({}).then(setPerson, (cause: unknown) => setError(toAppError(cause)))
  }, [api])
  return (
    <Dialog title={words.title} onClose={view.close} footer={<DialogClose>{text.common.close}</DialogClose>}>
      {error && (
        <Notice kind="bad" isAlert>
          {words.loadFailed}: {errorMessage(error)}
        </Notice>
      )}
      {!error && !person && (
        <p role="status" className="animate-skeleton text-sm text-text-muted">
          {text.common.loading}
        </p>
      )}
      {person && (
        <div className="flex flex-col gap-5">
          <NameForm person={person} onChange={setPerson} />
          <Identity person={person} onChange={setPerson} />
          {person.identity !== null && <PassphraseForm person={person} onChange={setPerson} />}
        </div>
      )}
    </Dialog>
  )
}

interface PartProps {
  person: Person
  onChange: (person: Person) => void
}

function NameForm({ person, onChange }: PartProps) {
  const { api, session, toasts } = useStores()
  const [name, setName] = useState(person.name)
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      onChange(await api.person.rename({ name }))
      await session.refresh()
      toasts.success(words.saved, ABOUT_ME)
    } catch (cause) {
      setError(toAppError(cause))
    }
    setBusy(false)
  }
  return (
    <form noValidate className="flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
      {error && !error.fields && (
        <Notice kind="bad" isAlert>
          {words.failed}: {errorMessage(error)}
        </Notice>
      )}
      <Field
        label={words.name}
        hint={words.nameHint}
        errors={fieldMessages(error?.fields)['name']}
        maxLength={255}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {name.trim() !== person.name && (
        <Button type="submit" className="self-start" busy={isBusy}>
          {text.common.save}
        </Button>
      )}
    </form>
  )
}

function Identity({ person, onChange }: PartProps) {
  const { api, toasts } = useStores()
  const [choice, setChoice] = useState(NO_PASSPHRASE)
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const saveText = useSaveText()
  const generate = useCallback(async () => (await api.keys.generatePassphrase({})).passphrase, [api])
  const passphrase = passphraseOf(choice)
  const { identity } = person
  const show = async () => {
    setBusy(true)
    setError(null)
    try {
      onChange(await api.person.show(passphrase === null ? {} : { passphrase }))
    } catch (cause) {
      setError(toAppError(cause))
    }
    setBusy(false)
  }
  const line = useRef<HTMLTextAreaElement>(null)
  const copy = () =>
    navigator.clipboard.writeText(identity ?? '').then(
      () => toasts.success(words.copied, ABOUT_ME),
      () => {
        // A browser may refuse the clipboard; the keyboard still copies a selection.
        line.current?.focus()
        toasts.success(words.selected, ABOUT_ME)
      },
    )
  if (identity !== null)
    return (
      <div className="flex flex-col gap-2">
        <FieldFrame label={words.identity} hint={words.identityHint}>
          {(control) => (
            <Textarea
              {...control}
              ref={line}
              isCode
              readOnly
              value={identity}
              onFocus={(event) => event.target.select()}
            />
          )}
        </FieldFrame>
        <Button className="self-start" onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
    )
  const needsPassphrase = error?.code === 'locked' || error?.fields !== undefined
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{words.identity}</h3>
      <p className="text-sm text-text-muted">{words.showHint}</p>
      {error && !error.fields && (
        <Notice kind="warn" isAlert>
          {words.showFailed}: {errorMessage(error)}
        </Notice>
      )}
      {needsPassphrase && (
        <>
          <h4 className="text-sm font-semibold">{words.showPassphrase}</h4>
          <NewPassphrase
            value={choice}
            errors={fieldMessages(error?.fields)['passphrase']}
            generate={generate}
            onSave={(phrase) => saveText(secretsText.passphrase.fileName, phrase)}
            onChange={setChoice}
          />
        </>
      )}
      <Button
        className="self-start"
        busy={isBusy}
        aria-disabled={needsPassphrase && passphrase === null}
        onClick={() => void (!needsPassphrase || passphrase !== null ? show() : undefined)}
      >
        {words.show}
      </Button>
    </section>
  )
}

function PassphraseForm({ person, onChange }: PartProps) {
  const { api, toasts } = useStores()
  const [isOpen, setOpen] = useState(false)
  const [choice, setChoice] = useState(NO_PASSPHRASE)
  const [present, setPresent] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const saveText = useSaveText()
  const generate = useCallback(async () => (await api.keys.generatePassphrase({})).passphrase, [api])
  const passphrase = passphraseOf(choice)
  const isSet = person.protectedBy.includes('passphrase')
  const needsPresent = isSet && !person.protectedBy.includes('keychain') && !person.isOpen
  const messages = fieldMessages(error?.fields)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (passphrase === null || isBusy) return
    setBusy(true)
    setError(null)
    try {
      onChange(await api.person.setPassphrase({ passphrase, ...(needsPresent && { present }) }))
      toasts.success(words.passphraseSet, ABOUT_ME)
      setOpen(false)
      setChoice(NO_PASSPHRASE)
    } catch (cause) {
      setError(toAppError(cause))
    }
    setBusy(false)
  }
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="text-sm font-semibold">{words.passphrase}</h3>
      <p className="text-sm text-text-muted">{words.passphraseHint}</p>
      {!isOpen && (
        <Button className="self-start" onClick={() => setOpen(true)}>
          {isSet ? words.change : words.set}
        </Button>
      )}
      {isOpen && (
        <form noValidate className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
          {error && !error.fields && (
            <Notice kind="bad" isAlert>
              {words.passphraseFailed}: {errorMessage(error)}
            </Notice>
          )}
          {needsPresent && (
            <Field
              type="password"
              spellCheck={false}
              label={words.present}
              errors={messages['present']}
              value={present}
              onChange={(event) => setPresent(event.target.value)}
            />
          )}
          <NewPassphrase
            value={choice}
            errors={messages['passphrase']}
            generate={generate}
            onSave={(phrase) => saveText(secretsText.passphrase.fileName, phrase)}
            onChange={setChoice}
          />
          <div className="flex gap-2">
            <Button type="submit" variant="primary" busy={isBusy} aria-disabled={passphrase === null}>
              {text.common.save}
            </Button>
            <Button onClick={() => setOpen(false)}>{text.common.cancel}</Button>
          </div>
        </form>
      )}
    </section>
  )
}
