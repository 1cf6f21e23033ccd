import { type FormEvent, useState } from 'react'
import { appError, type AppError } from '../../../contract/errors.ts'
import type { BackupManifest } from '../../../contract/groups/workspace-backups.ts'
import { BACKUP_ENDINGS, MAX_PIECE } from '../../../shared/limits.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import type { ReceivedBackup } from '../../stores/view-store.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { JobProgress } from './job-progress.tsx'
import { useStop } from './use-stop.ts'
import type { AppApi } from '../../../contract/index.ts'

const words = secretsText.backup
const FORM_ID = 'open-backup'

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
  const isReady = (received ?? file) && passphrase !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || isBusy) return
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
    <Dialog
      title={title}
      size="s"
      onClose={view.close}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} aria-disabled={!isReady}>
            {words.open}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {error && !error.fields && (
          <Notice kind="bad" isAlert>
            {words.openFailed}: {errorMessage(error)}
          </Notice>
        )}
        {name === undefined ? (
          <Field
            // A browser reports no change when the same file is chosen again, so a new input replaces one whose file failed.
            key={attempts}
            type="file"
            label={words.file}
            accept={BACKUP_ENDINGS.join()}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
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
      </form>
    </Dialog>
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
