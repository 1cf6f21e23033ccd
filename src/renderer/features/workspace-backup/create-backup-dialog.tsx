import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { useSaveText } from '../../stores/use-save-text.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { fieldMessages } from '../../text/wording.ts'
import { secretsText } from '../../text/secrets.ts'
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx'
import { NewPassphrase, NO_PASSPHRASE, passphraseOf } from '../../ui/fields/new-passphrase.tsx'
import { Radios } from '../../ui/fields/radios.tsx'
import { JobProgress } from './job-progress.tsx'
import { type ProofRequest, proofRequestsOf, ProofFields, proofOf } from './proof-fields.tsx'
import { useCreateBackup } from './use-create-backup.ts'
import { useStop } from './use-stop.ts'

const words = secretsText.backup

/** Backs up this workspace, or all that the person owns, to one file. */
export function CreateBackupDialog({ workspaceId }: { workspaceId: string }) {
  const workspace = useWorkspaceById(workspaceId)
  return workspace && <CreateBackup workspace={workspace} />
}

function CreateBackup({ workspace }: { workspace: Workspace }) {
  const { api, view, workspaces } = useStores()
  const ownWorkspaces = useStore(
    workspaces.store,
    ({ list }) => list?.filter(({ role }) => role === 'owner').length ?? 0,
  )
  const [scope, setScope] = useState<'one' | 'all'>(workspace.role === 'owner' ? 'one' : 'all')
  const [choice, setChoice] = useState(NO_PASSPHRASE)
  const [error, setError] = useState<AppError | null>(null)
  const [requests, setRequests] = useState<ProofRequest[]>([])
  const [proof, setProof] = useState<Record<string, string>>({})
  const [isBusy, setBusy] = useState(false)
  const createBackup = useCreateBackup()
  const job = useStop()
  const generate = useCallback(async () => (await api.keys.generatePassphrase({})).passphrase, [api])
  const saveText = useSaveText()
  const passphrase = passphraseOf(choice)
  const submit = async () => {
    if (passphrase === null) return
    setBusy(true)
    setError(null)
    try {
      const workspaceIds = scope === 'one' && { workspaceIds: [workspace.id] }
      const isMade = await createBackup({ passphrase, ...workspaceIds, proof: proofOf(requests, proof) })
      if (isMade) return view.close()
    } catch (cause) {
      const refused = job.errorAfter(toAppError(cause))
      const more = await proofRequestsOf(refused, api, workspaces.store.getState().list ?? [])
      setRequests((before) => [...before.filter(({ id }) => !more.some((one) => one.id === id)), ...more])
      setError(refused)
    }
    setBusy(false)
  }
  return (
    <FormDialog
      title={words.createTitle}
      description={words.createHint}
      workspace={scope === 'one' ? workspace : null}
      onClose={view.close}
      isDirty={() => choice.kind === 'own' && choice.text !== ''}
      submit={words.submit}
      failed={words.failed}
      error={error}
      isBusy={isBusy}
      isReady={passphrase !== null}
      onSubmit={submit}
    >
      {workspace.role === 'owner' && ownWorkspaces > 1 && (
        <Radios
          label={words.what}
          value={scope}
          options={[
            { value: 'one', label: words.only(workspace.name) },
            { value: 'all', label: words.all },
          ]}
          onChange={(chosenScope) => {
            setScope(chosenScope)
            setRequests([])
          }}
        />
      )}
      <NewPassphrase
        value={choice}
        errors={fieldMessages(error?.fields)['passphrase']}
        generate={generate}
        onSave={(phrase) => saveText(secretsText.passphrase.fileName, phrase)}
        onChange={setChoice}
      />
      {choice.kind === 'generated' && <p className="-mt-2 text-xs text-text-muted">{words.keep}</p>}
      {requests.length > 0 && (
        <ProofFields requests={requests} values={proof} errors={fieldMessages(error?.fields)} onChange={setProof} />
      )}
      <JobProgress isBusy={isBusy} onStop={job.stop} />
      <p className="text-sm text-text-muted">{words.leavesOut}</p>
    </FormDialog>
  )
}
