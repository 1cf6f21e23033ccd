import { useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { useAddressErrors } from '../../stores/use-sharing.ts'
import { sharingText } from '../../text/sharing.ts'
import { text } from '../../text/text.ts'
import { fieldMessages } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { FileField } from '../../ui/fields/file-field.tsx'
import { Progress } from '../../ui/states/progress.tsx'
import { Radios } from '../../ui/fields/radios.tsx'

const words = text.join

/** Joins a workspace of this data with an invitation or its recovery passphrase. */
export function JoinDialog() {
  const { api, toasts, view, workspaces } = useStores()
  const [way, setWay] = useState<'invitation' | 'shared' | 'recovery'>('invitation')
  const [remote, setRemote] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [own, setOwn] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const messages = fieldMessages(error?.fields)
  const addressErrors = useAddressErrors(error)
  const needsOwn = error?.code === 'locked' || own !== ''
  const isReady =
    way === 'recovery' ? passphrase !== '' : file !== null && (way === 'invitation' || remote.trim() !== '')

  const join = async () =>
    way === 'recovery'
      ? api.members.recover({ passphrase })
      : way === 'shared'
        ? [
            await api.sharing.join({
              ...{ remote, invitation: (await file?.text()) ?? '' },
              ...(own !== '' && { passphrase: own }),
            }),
          ]
        : [
            await api.members.join({
              invitation: (await file?.text()) ?? '',
              ...(passphrase !== '' && { invitationPassphrase: passphrase }),
              ...(own !== '' && { passphrase: own }),
            }),
          ]

  const submit = async () => {
    setBusy(true)
    setError(null)
    try {
      const joined = await join()
      await workspaces.refresh()
      for (const { workspaceId, name, role } of joined)
        toasts.success(words.done(name, role), aboutWorkspace(workspaceId))
      const [first] = joined
      if (first) workspaces.select(first.workspaceId)
      view.close()
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(false)
    }
  }

  const choose = (next: typeof way) => {
    setWay(next)
    setPassphrase('')
    setError(null)
  }

  return (
    <FormDialog
      title={words.title}
      description={words.hint}
      size="s"
      onClose={() => {
        if (isBusy && way === 'shared') void api.sharing.cancelJoin({}).catch(() => undefined)
        view.close()
      }}
      submit={words.submit}
      failed={words.failed}
      error={addressErrors ? null : error}
      isBusy={isBusy}
      isReady={isReady}
      onSubmit={submit}
    >
      <Radios
        label={words.way}
        value={way}
        options={[
          { value: 'invitation', label: words.invitation },
          { value: 'shared', label: words.shared },
          { value: 'recovery', label: words.recovery },
        ]}
        onChange={choose}
      />
      {way === 'shared' && isBusy && <JoinProgress />}
      {way === 'shared' && (
        <Field
          label={words.remote}
          hint={words.remoteHint}
          errors={addressErrors}
          placeholder="git@example.com:team/workspace.git"
          spellCheck={false}
          value={remote}
          onChange={(event) => setRemote(event.target.value)}
        />
      )}
      {way !== 'recovery' ? (
        <>
          <FileField
            label={words.file}
            accept=".patchbay-invitation,.age"
            errors={messages['invitation']}
            onFile={setFile}
          />
          {file === null && (
            <p className="flex flex-wrap items-center gap-x-2 text-sm text-text-muted">
              {words.notInvited}
              <Button size="s" variant="quiet" onClick={() => view.open({ kind: 'person' })}>
                {words.identity}
              </Button>
            </p>
          )}
          {way === 'invitation' && (
            <Field
              type="password"
              spellCheck={false}
              label={words.invitationPassphrase}
              hint={words.invitationPassphraseHint}
              errors={messages['invitationPassphrase']}
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          )}
          {needsOwn && (
            <Field
              type="password"
              spellCheck={false}
              label={words.ownPassphrase}
              hint={words.ownPassphraseHint}
              errors={messages['passphrase']}
              value={own}
              onChange={(event) => setOwn(event.target.value)}
            />
          )}
        </>
      ) : (
        <Field
          type="password"
          spellCheck={false}
          label={words.recoveryPassphrase}
          errors={messages['passphrase']}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      )}
    </FormDialog>
  )
}

/** How far the verification is; before it, git brings the repository here. */
function JoinProgress() {
  const { api, onChange } = useStores()
  const [{ done, total }, setProgress] = useState({ done: 0, total: 0 })
  useEffect(
    () =>
      onChange((change) => {
        if (change !== null && change.topic !== 'sharing') return
        api.sharing.joinProgress({}).then(
          (progress) => progress && setProgress(progress),
          () => undefined,
        )
      }),
    [api, onChange],
  )
  const label = total > 0 ? sharingText.verifying(done, total) : sharingText.fetching
  return (
    <div role="status" className="flex flex-col gap-1 text-sm">
      {label}
      <Progress label={label} done={done} total={total} />
    </div>
  )
}
