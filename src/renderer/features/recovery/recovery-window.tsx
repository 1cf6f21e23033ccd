import { IconDatabaseExclamation } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { STORE_REASONS, type StoreReason } from '../../../contract/store-reasons.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { BackupList } from './backup-list.tsx'
import { HelpLink } from '../../ui/help-link.tsx'
import { Field } from '../../ui/fields/field.tsx'

const words = text.recovery

interface RecoveryWindowProps {
  error: AppError
  reason: StoreReason
}

/** Replaces the whole program while its data cannot be used: the problem, what is safe, and what to do. */
export function RecoveryWindow({ error, reason }: RecoveryWindowProps) {
  const { refresh, view } = useStores()
  const [isBusy, setBusy] = useState(false)
  const wayOut = STORE_REASONS[reason]
  const retry = async () => {
    setBusy(true)
    await refresh()
    setBusy(false)
  }
  return (
    <main className="h-full overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-xl flex-col justify-center gap-6 px-6 py-10">
        <div role="alert" className="flex flex-col gap-1">
          <span className="mb-3 flex size-12 items-center justify-center rounded-xl border border-line bg-surface text-text-muted shadow-card">
            <IconDatabaseExclamation size={24} stroke={1.6} aria-hidden />
          </span>
          <h1 className="text-xl font-semibold">{words.titles[wayOut]}</h1>
          <p className="text-sm break-words">{asSentence(errorMessage(error))}</p>
          <p className="text-sm text-text-muted">
            {reason === 'missing_file' ? words.missingFile : words.safe[wayOut]}
          </p>
        </div>
        <div className="flex gap-2">
          <Button busy={isBusy} onClick={() => void retry()}>
            {text.common.retry}
          </Button>
          <HelpLink to={`errors#${reason}`} />
        </div>
        {wayOut === 'restore' && (
          <>
            <Part title={words.restoreTitle} hint={words.restoreHint}>
              <BackupList warning={words.damagedWarning} onRestored={view.close} />
            </Part>
            <Part title={words.startOverTitle} hint={words.startOverHint}>
              <StartOver onDone={view.close} />
            </Part>
          </>
        )}
      </div>
    </main>
  )
}

/** Error messages have no full stop at their end, and another sentence follows here. */
const asSentence = (message: string) => message.replace(/[^.]$/, '$&.')

const Part = ({ title, hint, children }: { title: string; hint: string; children: ReactNode }) => (
  <section className="flex flex-col gap-3 border-t border-line pt-5">
    <div>
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="text-sm text-text-muted">{hint}</p>
    </div>
    {children}
  </section>
)

/** Starts with an empty database after a typed confirmation. */
function StartOver({ onDone }: { onDone: () => void }) {
  const { backups, toasts } = useStores()
  const [confirmation, setConfirmation] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isConfirmed = confirmation.trim().toLowerCase() === words.startOverWord
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isConfirmed || isBusy) return
    setBusy(true)
    try {
      const keptAs = await backups.startOver()
      toasts.success(words.startedOver, keptAs === null ? {} : { description: words.keptAs(keptAs) })
      onDone()
    } catch (error) {
      toasts.failure(words.startOverFailed, error)
      setBusy(false)
    }
  }
  return (
    <form className="flex items-end gap-2" onSubmit={(event) => void submit(event)}>
      <Field
        className="flex-1"
        label={words.startOverConfirm}
        spellCheck={false}
        value={confirmation}
        onChange={(event) => setConfirmation(event.target.value)}
      />
      <Button type="submit" variant="danger" busy={isBusy} aria-disabled={!isConfirmed}>
        {words.startOver}
      </Button>
    </form>
  )
}
