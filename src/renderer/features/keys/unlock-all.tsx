import { type FormEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { aboutKey } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Section } from './section.tsx'

const words = text.unlockAll

/** Opens all workspaces with the person's own key; offered where its passphrase opens several. */
export function UnlockAll() {
  const { api, session, toasts, workspaces } = useStores()
  const list = useStore(workspaces.store, (state) => state.list)
  const [isOffered, setOffered] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    // Without an answer the passphrase of each workspace is still there.
    api.person.get({}).then(
      ({ protectedBy }) => setOffered(protectedBy.includes('passphrase')),
      () => undefined,
    )
  }, [api])
  const own = list?.filter(({ role }) => role !== 'member') ?? []
  if (!isOffered || own.length < 2) return null

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const states = await api.keys.openAll({ passphrase })
      await Promise.all(states.map(({ workspaceId }) => session.refreshKey(workspaceId)))
      setPassphrase('')
      toasts.success(words.done(states.filter(({ state }) => state === 'READY').length, states.length), {
        subjects: states.flatMap(({ workspaceId }) => aboutKey(workspaceId).subjects),
      })
    } catch (cause) {
      setError(toAppError(cause))
    }
    setBusy(false)
  }
  return (
    <Section title={words.title} hint={words.hint}>
      {error && !error.fields && (
        <Notice kind="bad" isAlert>
          {words.failed}: {errorMessage(error)}
        </Notice>
      )}
      <form noValidate className="flex items-start gap-2" onSubmit={(event) => void submit(event)}>
        <Field
          className="flex-1"
          type="password"
          spellCheck={false}
          label={words.passphrase}
          errors={fieldMessages(error?.fields)['passphrase']}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        {/* Beside the input, below the height of its label. */}
        <Button type="submit" busy={isBusy} className="mt-6.5">
          {words.submit}
        </Button>
      </form>
    </Section>
  )
}
