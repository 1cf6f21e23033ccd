import { useCallback } from 'react'
import { useStore } from 'zustand'
import { IDLE_MINUTES, SYNC_MINUTES } from '../../../shared/limits.ts'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { isFounder } from '../../stores/session-store.ts'
import { secretsText } from '../../text/secrets.ts'
import { settingsText } from '../../text/settings.ts'
import { CardSection } from '../../ui/card-section.tsx'
import { NumberRadios } from './number-radios.tsx'

const words = settingsText.mine

/** How all workspaces on this computer lock and are kept up to date. */
export function ForAll() {
  return (
    <CardSection title={words.elsewhere}>
      <div className="flex flex-col gap-5 p-4">
        <IdleLock />
        <SyncInterval />
      </div>
    </CardSection>
  )
}

function IdleLock() {
  const { idle } = useStores()
  const minutes = useStore(idle.store, (state) => state.minutes)
  if (minutes === null) return null
  return (
    <NumberRadios
      label={secretsText.lock.idle.label}
      choices={IDLE_MINUTES}
      labels={secretsText.lock.idle.options}
      value={minutes}
      onChoose={idle.set}
    />
  )
}

/** How often this computer looks for changes of others; the founder sets it. */
function SyncInterval() {
  const { api, session } = useStores()
  const { id } = useWorkspace()
  const mayChange = useStore(session.store, isFounder)
  const { value, refresh } = useReading(
    id,
    useCallback(() => api.sharing.interval({}), [api]),
  )
  if (!value || !mayChange) return null
  return (
    <NumberRadios
      label={words.every}
      hint={words.everyHint}
      choices={SYNC_MINUTES}
      labels={words.everyChoices}
      value={value.minutes}
      onChoose={async (minutes) => {
        await api.sharing.setInterval({ minutes })
        await refresh()
      }}
    />
  )
}
