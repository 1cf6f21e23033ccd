import { type FormEvent, useState } from 'react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { useStores } from '../../stores/context.ts'
import { aboutKey } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Section } from './section.tsx'

const words = secretsText.key

/** The last resorts for a lost key: a backup or a new key; the new key needs the workspace's name as confirmation. */
export function LostKey({ workspace }: { workspace: Workspace }) {
  const { view } = useStores()
  return (
    <>
      <Section title={words.restoreTitle} hint={words.restoreHint}>
        <Button className="self-start" onClick={() => view.open({ kind: 'restore-backup', workspaceId: workspace.id })}>
          {secretsText.backup.restore}
        </Button>
      </Section>
      {workspace.role === 'owner' && <StartOver workspace={workspace} />}
    </>
  )
}

function StartOver({ workspace }: { workspace: Workspace }) {
  const { api, toasts } = useStores()
  const [confirmation, setConfirmation] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isConfirmed = confirmation.trim() === workspace.name
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isConfirmed || isBusy) return
    setBusy(true)
    try {
      await api.keys.rotate({ workspaceId: workspace.id, startOver: true })
      toasts.success(words.startedOver, aboutKey(workspace.id))
    } catch (error) {
      toasts.failure(words.startOverFailed, error, aboutKey(workspace.id))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={words.startOverTitle} hint={words.startOverHint}>
      <form className="flex items-end gap-2" onSubmit={(event) => void submit(event)}>
        <Field
          className="flex-1"
          label={words.startOverConfirm(workspace.name)}
          value={confirmation}
          onChange={(event) => setConfirmation(event.target.value)}
        />
        <Button type="submit" variant="danger" busy={isBusy} aria-disabled={!isConfirmed} title={text.keys.title}>
          {words.startOver}
        </Button>
      </form>
    </Section>
  )
}
