import { IconLock } from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { KeyStatus } from '../../../contract/groups/keys.ts'
import { IDLE_MINUTES } from '../../../shared/limits.ts'
import { useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/fields/select.tsx'
import { isFine } from './key-chip.tsx'
import { Section } from './section.tsx'

const words = secretsText.lock

/** Locks the workspace, and chooses after what time without use all workspaces lock. */
export function LockSection({ workspaceId, status }: { workspaceId: string; status: KeyStatus }) {
  const { lock } = useStores()
  return (
    <Section title={words.title} hint={`${words.hint} ${words.opens[status.proof ?? 'click']}`}>
      {isFine(status) && (
        <Button className="self-start" icon={<IconLock size={16} aria-hidden />} onClick={() => void lock(workspaceId)}>
          {words.submit}
        </Button>
      )}
      <IdleChoice />
    </Section>
  )
}

function IdleChoice() {
  const { idle, toasts } = useStores()
  const minutes = useStore(idle.store, (state) => state.minutes)
  const change = async (value: string) => {
    const chosen = IDLE_MINUTES.find((each) => String(each) === value)
    if (chosen === undefined) return
    try {
      await idle.set(chosen)
    } catch (error) {
      toasts.failure(words.idle.failed, error)
    }
  }
  if (minutes === null) return null
  return (
    <div className="max-w-sm">
      <SelectField
        label={words.idle.label}
        hint={words.idle.hint}
        value={String(minutes)}
        options={IDLE_MINUTES.map((each) => ({ value: String(each), label: words.idle.options[each] }))}
        onChange={(value) => void change(value)}
      />
    </div>
  )
}
