import { IconDownload } from '@tabler/icons-react'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { KeyStatus } from '../../../contract/groups/keys.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { useStores } from '../../stores/context.ts'
import { useSaveText } from '../../stores/use-save-text.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { aboutKey } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { NewPassphrase, NO_PASSPHRASE, passphraseOf } from '../../ui/fields/new-passphrase.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { PrintButton } from './print-button.tsx'
import { Section } from './section.tsx'
import { dayText } from '../../text/formats.ts'

const words = secretsText.kit

interface RecoveryKitProps {
  workspace: Workspace
  status: KeyStatus
  /** Called when the page that is shown once appears and when the person has put it away. */
  onOnce: (isShown: boolean) => void
}

/** Adds, changes or removes the recovery passphrase and shows a new one once. */
export function RecoveryKit({ workspace, status, onOnce }: RecoveryKitProps) {
  const [step, setStep] = useState<'idle' | 'choosing' | 'removing' | { shown: string }>('idle')
  const isOnce = typeof step === 'object'
  useEffect(() => onOnce(isOnce), [isOnce, onOnce])
  const isSet = status.slots.includes('passphrase')
  if (typeof step === 'object')
    return (
      <Section title={words.once} hint={words.keep}>
        <RecoverySheet workspace={workspace} passphrase={step.shown} />
        <div className="flex flex-wrap gap-2">
          <PrintButton />
          <SaveKit workspace={workspace} passphrase={step.shown} />
          <Button variant="primary" onClick={() => setStep('idle')}>
            {words.done}
          </Button>
        </div>
      </Section>
    )
  return (
    <Section title={words.title} hint={isSet ? words.isSet : words.none}>
      {step === 'choosing' ? (
        <ChooseForm workspaceId={workspace.id} onCancel={() => setStep('idle')} onSet={(shown) => setStep({ shown })} />
      ) : (
        <div className="flex gap-2">
          <Button onClick={() => setStep('choosing')}>{isSet ? words.change : words.add}</Button>
          {isSet && status.slots.includes('keychain') && (
            <Button variant="quiet" onClick={() => setStep('removing')}>
              {words.remove}
            </Button>
          )}
        </div>
      )}
      {step === 'removing' && <Remove workspace={workspace} onClose={() => setStep('idle')} />}
    </Section>
  )
}

interface ChooseFormProps {
  workspaceId: string
  onCancel: () => void
  onSet: (passphrase: string) => void
}

function ChooseForm({ workspaceId, onCancel, onSet }: ChooseFormProps) {
  const { api } = useStores()
  const [choice, setChoice] = useState(NO_PASSPHRASE)
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const generate = useCallback(async () => (await api.keys.generatePassphrase({})).passphrase, [api])
  const saveText = useSaveText()
  const passphrase = passphraseOf(choice)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (passphrase === null || isBusy) return
    setBusy(true)
    setError(null)
    try {
      await api.keys.setPassphrase({ workspaceId, passphrase })
      onSet(passphrase)
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }
  return (
    <form className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
      {error && !error.fields && (
        <Notice kind="bad" isAlert>
          {words.failed}: {errorMessage(error)}
        </Notice>
      )}
      <NewPassphrase
        value={choice}
        errors={fieldMessages(error?.fields)['passphrase']}
        generate={generate}
        onSave={(phrase) => saveText(secretsText.passphrase.fileName, phrase)}
        onChange={setChoice}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isBusy} aria-disabled={passphrase === null}>
          {words.save}
        </Button>
        <Button onClick={onCancel}>{text.common.cancel}</Button>
      </div>
    </form>
  )
}

function Remove({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { api, toasts } = useStores()
  const [isBusy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      await api.keys.removePassphrase({ workspaceId: workspace.id })
      toasts.success(words.removed, aboutKey(workspace.id))
    } catch (error) {
      toasts.failure(words.removeFailed, error, aboutKey(workspace.id))
    } finally {
      onClose()
    }
  }
  return (
    <Confirm
      title={words.removeTitle}
      body={words.removeBody}
      workspace={workspace}
      confirmLabel={words.remove}
      busy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  )
}

function SaveKit({ workspace, passphrase }: { workspace: Workspace; passphrase: string }) {
  const saveText = useSaveText()
  const save = () =>
    saveText(
      words.fileName,
      [
        words.sheetTitle,
        '',
        `${words.sheetWorkspace}: ${workspace.name}`,
        `${words.sheetDate}: ${dayText(new Date().toISOString())}`,
        `${words.sheetPassphrase}: ${passphrase}`,
        '',
        words.sheetUse,
        '',
      ].join('\n'),
    )
  return (
    <Button icon={<IconDownload size={16} aria-hidden />} onClick={save}>
      {secretsText.passphrase.save}
    </Button>
  )
}

/** The page with a new recovery passphrase; printing the window prints only this page. */
function RecoverySheet({ workspace, passphrase }: { workspace: Workspace; passphrase: string }) {
  const [madeOn] = useState(() => dayText(new Date().toISOString()))
  return (
    <article data-print-sheet className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4 text-sm">
      <h4 className="text-lg font-semibold">{words.sheetTitle}</h4>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-text-muted">{words.sheetWorkspace}</dt>
        <dd>{workspace.name}</dd>
        <dt className="text-text-muted">{words.sheetDate}</dt>
        <dd>{madeOn}</dd>
        <dt className="text-text-muted">{words.sheetPassphrase}</dt>
        <dd className="font-mono text-lg break-words select-text">{passphrase}</dd>
      </dl>
      <p className="text-text-muted">{words.sheetUse}</p>
    </article>
  )
}
