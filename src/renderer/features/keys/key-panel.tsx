import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { aboutKey } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { waitsForPerson } from './key-chip.tsx'
import { Notice } from '../../ui/states/notice.tsx'

/** Opens a workspace's key from the keychain or with its passphrase. */
export function KeyPanel({ workspaceId }: { workspaceId: string }) {
  const { session, toasts } = useStores()
  const key = useStore(session.store, ({ keys }) => keys[workspaceId])
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  if (!key || key.state === 'READY') return null

  const open = async (phrase?: string) => {
    setBusy(true)
    setError(null)
    try {
      const now = await session.openKey(workspaceId, phrase)
      if (now.state === 'READY') {
        setPassphrase('')
        toasts.success(text.keys.opened, aboutKey(workspaceId))
      }
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void open(passphrase)
  }
  const isLocked = waitsForPerson(key)
  const hasPassphrase = key.slots.includes('passphrase')
  return (
    <div className="flex flex-col gap-3">
      {error && !error.fields && (
        <Notice kind="bad" isAlert>
          {text.keys.failed}: {errorMessage(error)}
        </Notice>
      )}
      {(key.isUsable || (key.slots.includes('keychain') && !(isLocked && key.proof === 'passphrase'))) && (
        <Button className="self-start" busy={isBusy && passphrase === ''} onClick={() => void open()}>
          {key.state === 'CLOSED' || isLocked ? text.keys.open : text.common.retry}
        </Button>
      )}
      {hasPassphrase && (
        <form className="flex items-start gap-2" onSubmit={submit}>
          <Field
            className="flex-1"
            type="password"
            autoComplete="off"
            spellCheck={false}
            label={text.keys.passphrase}
            errors={fieldMessages(error?.fields)['passphrase']}
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
          {/* Beside the input, below the height of its label. */}
          <Button type="submit" busy={isBusy && passphrase !== ''} className="mt-6.5">
            {text.keys.unlock}
          </Button>
        </form>
      )}
    </div>
  )
}
