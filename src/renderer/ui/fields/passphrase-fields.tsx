import { useId, useState } from 'react'
import { useStores } from '../../stores/context.ts'
import { useSaveText } from '../../stores/use-save-text.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { Button } from '../button.tsx'
import { LABEL_CLASS } from './field.tsx'
import { NewPassphrase, type PassphraseChoice } from './new-passphrase.tsx'
import { Notice } from '../states/notice.tsx'

interface PassphraseFieldsProps {
  /** Why there is no usable keychain. */
  why: string | null
  value: PassphraseChoice
  errors: readonly string[] | undefined
  onChange: (value: PassphraseChoice) => void
  /** Asks the keychain again, which somebody may have unlocked or started. */
  onRetry: () => Promise<void>
}

/** A passphrase for a workspace whose key no keychain can hold; the reason is there for those who ask. */
export function PassphraseFields({ why, value, errors, onChange, onRetry }: PassphraseFieldsProps) {
  const { session } = useStores()
  const saveText = useSaveText()
  const reasonId = useId()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    await onRetry()
    setBusy(false)
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <p className={LABEL_CLASS}>{text.workspaces.passphraseTitle}</p>
        <Button variant="link" aria-expanded={isOpen} aria-controls={reasonId} onClick={() => setOpen(!isOpen)}>
          {text.workspaces.why}
        </Button>
      </div>
      <div id={reasonId} hidden={!isOpen}>
        <Notice kind="lock">
          <p>{text.workspaces.passphraseWhy}</p>
          {why !== null && <p className="mt-1 text-text-muted">{why}</p>}
          <Button size="s" className="mt-2" busy={isBusy} onClick={() => void retry()}>
            {text.common.retry}
          </Button>
        </Notice>
      </div>
      <NewPassphrase
        value={value}
        errors={errors}
        generate={session.generatePassphrase}
        onSave={(phrase) => saveText(secretsText.passphrase.fileName, phrase)}
        onChange={onChange}
      />
    </div>
  )
}
