import { IconDatabase, IconInfoCircle, IconNetwork, IconRefresh } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import { IDLE_MINUTES } from '../../../shared/limits.ts'
import { choicesOf, PREFERENCES, type PreferenceName, type Preferences } from '../../../shared/text/preferences.ts'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { helpAt } from '../../stores/places/help-places.ts'
import { isFounder } from '../../stores/session-store.ts'
import { secretsText } from '../../text/secrets.ts'
import { settingsText } from '../../text/settings.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { Radios } from '../../ui/fields/radios.tsx'
import { Row, Rows } from '../../ui/rows.tsx'

const words = settingsText.mine

/** What a person sets for their screens, and what all workspaces of the data directory share. */
export function SettingsPage() {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 lg:p-5">
      <header>
        <p className="text-xl font-semibold">{words.title}</p>
        <p className="text-sm text-text-muted">{words.hint}</p>
      </header>
      <div className="grid gap-3 lg:grid-cols-2 lg:items-start">
        <CardSection title={words.screens}>
          <div className="flex flex-col gap-5 p-4">
            {(Object.keys(PREFERENCES) as PreferenceName[]).map((name) => (
              <Choice key={name} name={name} />
            ))}
            <IdleChoice />
          </div>
        </CardSection>
        <Installation />
      </div>
    </div>
  )
}

/** What all workspaces share, each with its way to change it. */
function Installation() {
  const { api, desktop, session, view } = useStores()
  const { id } = useWorkspace()
  const ownsInstallation = useStore(session.store, isFounder)
  const read = useCallback(() => api.settings.network({}), [api])
  const { value: network, error, refresh } = useReading(id, read)
  return (
    <CardSection title={words.elsewhere}>
      <Rows label={words.elsewhere} error={error} isLoading={!network} onRetry={() => void refresh()}>
        {network && (
          <Row
            icon={IconNetwork}
            title={settingsText.network.title}
            hint={words.reaches(network.proxy, network.caFile?.count ?? 0)}
          >
            <Button size="s" onClick={() => view.open({ kind: 'network' })}>
              {text.palette.network}
            </Button>
          </Row>
        )}
        {ownsInstallation && (
          <Row icon={IconDatabase} title={words.backups} hint={words.backupsHint}>
            <Button size="s" onClick={() => view.open({ kind: 'restore-database' })}>
              {words.openBackups}
            </Button>
          </Row>
        )}
        {desktop && (
          <Row icon={IconRefresh} title={words.updates} hint={words.updatesHint}>
            <Button size="s" onClick={() => view.open({ kind: 'updates' })}>
              {text.warnings.check}
            </Button>
          </Row>
        )}
        <Row icon={IconInfoCircle} title={words.data} hint={words.dataHint}>
          <Button size="s" onClick={() => view.open({ kind: 'help', at: helpAt('about') })}>
            {words.about}
          </Button>
        </Row>
      </Rows>
    </CardSection>
  )
}

/** Saves what is chosen at once; what was not saved is not chosen. */
function Choice<Name extends PreferenceName>({ name }: { name: Name }) {
  const { preferences, toasts } = useStores()
  const value = useStore(preferences.store, (state) => state[name])
  const choices = choicesOf(name)
  const choose = (choice: Preferences[Name]) =>
    preferences
      .set({ [name]: choice })
      .catch((error: unknown) => toasts.failure(words.notSaved, error, { subjects: ['settings'] }))
  const labels: Readonly<Record<string, string>> = words.choices[name]
  return (
    <Radios
      label={words.names[name]}
      value={value}
      options={choices.map((choice) => ({ value: choice, label: labels[choice] ?? choice }))}
      onChange={(choice) => void choose(choice)}
    />
  )
}

function IdleChoice() {
  const { idle, toasts } = useStores()
  const minutes = useStore(idle.store, (state) => state.minutes)
  const [isBusy, setBusy] = useState(false)
  if (minutes === null) return null
  const choose = async (value: string) => {
    const chosen = IDLE_MINUTES.find((each) => String(each) === value)
    if (chosen === undefined || isBusy) return
    setBusy(true)
    await idle.set(chosen).catch((error: unknown) => toasts.failure(words.notSaved, error, { subjects: ['settings'] }))
    setBusy(false)
  }
  return (
    <Radios
      label={words.idle}
      value={String(minutes)}
      options={IDLE_MINUTES.map((each) => ({ value: String(each), label: secretsText.lock.idle.options[each] }))}
      onChange={(value) => void choose(value)}
    />
  )
}
