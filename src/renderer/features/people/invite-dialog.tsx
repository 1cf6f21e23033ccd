import { useCallback, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { MemberRole, Workspace } from '../../../contract/groups/workspaces.ts'
import { MEMBER_ROLES } from '../../../shared/limits.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { useSaveText } from '../../stores/use-save-text.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { fieldMessages } from '../../text/wording.ts'
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx'
import { Field, FieldFrame } from '../../ui/fields/field.tsx'
import { Textarea } from '../../ui/fields/input.tsx'
import { NewPassphrase, NO_PASSPHRASE, passphraseOf } from '../../ui/fields/new-passphrase.tsx'
import { Radios } from '../../ui/fields/radios.tsx'
import { SelectField } from '../../ui/fields/select.tsx'

const words = text.invite

/** Saves an invitation for one person. */
export function InviteDialog({ workspaceId }: { workspaceId: string }) {
  const workspace = useWorkspaceById(workspaceId)
  return workspace && <InviteForm workspace={workspace} />
}

function InviteForm({ workspace }: { workspace: Workspace }) {
  const { api, connection, toasts, view } = useStores()
  const [role, setRole] = useState<MemberRole>('admin')
  const [way, setWay] = useState<'identity' | 'passphrase'>('identity')
  const [identity, setIdentity] = useState('')
  const [choice, setChoice] = useState(NO_PASSPHRASE)
  const [own, setOwn] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const saveText = useSaveText()
  const generate = useCallback(async () => (await api.keys.generatePassphrase({})).passphrase, [api])
  const invitationPassphrase = passphraseOf(choice)
  const isReady = way === 'identity' ? identity.trim() !== '' : invitationPassphrase !== null
  const needsOwn = error?.reason === 'person_passphrase_needed' || error?.fields?.['passphrase'] !== undefined
  const messages = fieldMessages(error?.fields)

  /** Answers whom the invitation is for; false where no file was chosen. */
  const save = async (): Promise<string | null | false> => {
    // The first invitation makes the key that signs it.
    await api.person.show(own === '' ? {} : { passphrase: own })
    const input = {
      ...{ workspaceId: workspace.id, role },
      ...(way === 'identity' ? { identity } : { invitationPassphrase: invitationPassphrase ?? '' }),
      ...(own !== '' && { passphrase: own }),
    }
    if (connection.http) {
      await connection.http.download('members.invite', input)
      return null
    }
    const { expiresAt, name } = await api.members.invite(input)
    return expiresAt !== null && name
  }

  const submit = async () => {
    setBusy(true)
    setError(null)
    try {
      const name = await save()
      if (name !== false) {
        toasts.success(name === null ? words.done : words.doneFor(name), { workspaceId: workspace.id })
        return view.open({ kind: 'members', workspaceId: workspace.id })
      }
    } catch (cause) {
      setError(toAppError(cause))
    }
    setBusy(false)
  }

  return (
    <FormDialog
      title={words.title}
      description={words.hint}
      workspace={workspace}
      onClose={view.close}
      isDirty={() => identity !== '' || (choice.kind === 'own' && choice.text !== '')}
      submit={words.submit}
      failed={words.failed}
      error={error}
      isBusy={isBusy}
      isReady={isReady}
      onSubmit={submit}
    >
      <SelectField
        label={text.people.role}
        hint={text.people.roleHint}
        value={role}
        options={MEMBER_ROLES.map((value) => ({ value, label: text.people.roles[value] }))}
        onChange={(value) => setRole(MEMBER_ROLES.find((one) => one === value) ?? role)}
      />
      <Radios
        label={words.way}
        value={way}
        options={[
          { value: 'identity', label: words.identity },
          { value: 'passphrase', label: words.passphrase },
        ]}
        onChange={setWay}
      />
      {way === 'identity' ? (
        <FieldFrame label={words.line} hint={words.lineHint} errors={messages['identity']}>
          {(control) => (
            <Textarea
              {...control}
              isCode
              spellCheck={false}
              value={identity}
              onChange={(event) => setIdentity(event.target.value)}
            />
          )}
        </FieldFrame>
      ) : (
        <>
          <NewPassphrase
            value={choice}
            errors={messages['invitationPassphrase']}
            generate={generate}
            onSave={(phrase) => saveText(secretsText.passphrase.fileName, phrase)}
            onChange={setChoice}
          />
          <p className="-mt-2 text-xs text-text-muted">{words.passphraseHint}</p>
        </>
      )}
      {(needsOwn || own !== '') && (
        <Field
          type="password"
          spellCheck={false}
          label={words.ownPassphrase}
          errors={messages['passphrase']}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
      )}
    </FormDialog>
  )
}
