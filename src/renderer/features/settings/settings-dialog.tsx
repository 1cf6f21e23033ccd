import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { IDLE_MINUTES } from '../../../shared/limits.ts'
import { choicesOf, PREFERENCES, type PreferenceName, type Preferences } from '../../../shared/text/preferences.ts'
import { useStores } from '../../stores/context.ts'
import { helpAt } from '../../stores/places/help-places.ts'
import { isFounder } from '../../stores/session-store.ts'
import { secretsText } from '../../text/secrets.ts'
import { settingsText } from '../../text/settings.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Radios } from '../../ui/fields/radios.tsx'

const words = settingsText.mine

/** What a person sets for their screens, and the ways to what is set elsewhere. */
export function SettingsDialog() {
  const { desktop, session, view } = useStores()
  const ownsInstallation = useStore(session.store, isFounder)
  return (
    <Dialog
      title={words.title}
      description={words.hint}
      size="l"
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        {(Object.keys(PREFERENCES) as PreferenceName[]).map((name) => (
          <Choice key={name} name={name} />
        ))}
        <IdleChoice />
        <Part title={words.elsewhere} hint={words.elsewhereHint}>
          <Button onClick={() => view.open({ kind: 'network' })}>{text.palette.network}</Button>
          {ownsInstallation && <Button onClick={() => view.open({ kind: 'restore-database' })}>{words.backups}</Button>}
          {desktop && <Button onClick={() => view.open({ kind: 'updates' })}>{text.warnings.check}</Button>}
          <Button onClick={() => view.open({ kind: 'help', at: helpAt('about') })}>{words.about}</Button>
        </Part>
      </div>
    </Dialog>
  )
}

const Part = ({ title, hint, children }: { title: string; hint: string; children: ReactNode }) => (
  <section aria-label={title} className="border-t border-line pt-4 md:col-span-2">
    <h3 className="text-sm font-semibold">{title}</h3>
    <p className="mb-2 text-xs text-text-muted">{hint}</p>
    <div className="flex flex-wrap gap-2">{children}</div>
  </section>
)

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
