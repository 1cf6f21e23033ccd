import { useState } from 'react'
import { appError, type AppError } from '../../../contract/errors.ts'
import type { BackupManifest } from '../../../contract/groups/workspace-backups.ts'
import { BACKUP_ENDINGS, MAX_PIECE } from '../../../shared/limits.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import type { ReceivedBackup } from '../../stores/view-store.ts'
import { fieldMessages } from '../../text/wording.ts'
import { secretsText } from '../../text/secrets.ts'
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { FileField } from '../../ui/fields/file-field.tsx'
import { JobProgress } from './job-progress.tsx'
import { useStop } from './use-stop.ts'
import type { AppApi } from '../../../contract/index.ts'

const words = secretsText.backup

/** An uploaded backup that was opened with its passphrase. */
export interface OpenedBackup {
  upload: string
  manifest: BackupManifest
}

interface OpenBackupProps {
  title: string
  /** A file that was dropped on the window. */
  dropped?: File | undefined
  /** A backup that the system opened with the program; it is uploaded already. */
  received?: ReceivedBackup | undefined
  onOpened: (opened: OpenedBackup) => void
}

/** Chooses a backup file and opens it with its passphrase; changes no data. */
export function OpenBackup({ title, dropped, received, onOpened }: OpenBackupProps) {
  const { api, view } = useStores()
  const [file, setFile] = useState<File | null>(dropped ?? null)
  const [attempts, setAttempts] = useState(0)
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const job = useStop()
  const name = received?.name ?? dropped?.name
  const isReady = (received ?? file) !== null && passphrase !== ''
  const submit = async () => {
    setBusy(true)
    setError(null)
    try {
      const upload = received?.upload ?? (await uploadBackup(api, file ?? new Blob()))
      onOpened({ upload, manifest: await api.workspaceBackups.inspect({ upload, passphrase }) })
    } catch (cause) {
      const failure = toAppError(cause)
      if (failure.reason === 'unreadable_file') {
        setFile(null)
        setAttempts((count) => count + 1)
      }
      setError(job.errorAfter(failure))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={title}
      size="s"
      onClose={view.close}
      submit={words.open}
      failed={words.openFailed}
      error={error}
      isBusy={isBusy}
      isReady={isReady}
      onSubmit={submit}
    >
      {name === undefined ? (
        <FileField
          // A browser reports no change when the same file is chosen again, so a new input replaces one whose file failed.
          key={attempts}
          label={words.file}
          accept={BACKUP_ENDINGS.join()}
          onFile={setFile}
        />
      ) : (
        <p className="text-sm break-words">{words.opens(name)}</p>
      )}
      <Field
        type="password"
        autoComplete="off"
        spellCheck={false}
        label={secretsText.passphrase.label}
        errors={fieldMessages(error?.fields)['passphrase']}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <JobProgress isBusy={isBusy} onStop={job.stop} />
    </FormDialog>
  )
}

/** Bytes of one piece; base64 turns three bytes into four characters. */
const PIECE_BYTES = Math.floor(MAX_PIECE / 4) * 3

/** Uploads a file in pieces and returns the upload's id. Throws `unavailable` when the browser cannot read the file. */
async function uploadBackup(api: AppApi, file: Blob): Promise<string> {
  let upload: string | undefined
  for (let at = 0; at === 0 || at < file.size; at += PIECE_BYTES) {
    // A slice of a file that was removed after it was chosen is empty; only reading the whole file fails.
    const piece = file.size === 0 ? file : file.slice(at, at + PIECE_BYTES)
    const data = await toBase64(piece)
    upload = (await api.workspaceBackups.upload({ data, ...(upload !== undefined && { upload }) })).upload
  }
  return upload ?? ''
}

async function toBase64(piece: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
  reader.addEventListener('error', () => reject(appError('unreadable_file')))
  reader.readAsDataURL(piece)
  // The URL of an empty piece is only "data:".
  return (await promise).split(',')[1] ?? ''
}
