import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import {
  choicesOf,
  PREFERENCES,
  type PreferenceName,
  type Preferences,
  USUAL_PREFERENCES,
} from '../../../shared/text/preferences.ts'
import { useStores } from '../../stores/context.ts'
import { settingsText } from '../../text/settings.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { Radios } from '../../ui/fields/radios.tsx'
import { Backups } from './backups.tsx'
import { ForAll } from './for-all.tsx'
import { Network } from './network.tsx'
import { Program } from './program.tsx'

const words = settingsText.mine
const NAMES = Object.keys(PREFERENCES) as PreferenceName[]

/** What a person sets for their screens, and what all workspaces of the data directory share. */
export function SettingsPage() {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 lg:p-5">
      <header>
        <p className="text-xl font-semibold">{words.title}</p>
        <p className="text-sm text-text-muted">{words.hint}</p>
      </header>
      <div className="grid gap-3 lg:grid-cols-2 lg:items-start">
        <Column>
          <Mine />
          <ForAll />
          <Program />
        </Column>
        <Column>
          <Network />
          <Backups />
        </Column>
      </div>
    </div>
  )
}

const Column = ({ children }: { children: ReactNode }) => <div className="grid min-w-0 gap-3">{children}</div>

function Mine() {
  const { preferences } = useStores()
  const mine = useStore(preferences.store)
  const save = useSave()
  const isUsual = NAMES.every((name) => mine[name] === USUAL_PREFERENCES[name])
  return (
    <CardSection
      title={words.screens}
      actions={
        !isUsual && (
          <Button size="s" variant="quiet" onClick={() => save(USUAL_PREFERENCES)}>
            {words.reset}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-5 p-4">
        {NAMES.map((name) => (
          <Choice key={name} name={name} onChoose={save} />
        ))}
      </div>
    </CardSection>
  )
}

/** Saves what is chosen at once; what was not saved is not chosen. */
function useSave() {
  const { preferences, toasts } = useStores()
  return (change: Partial<Preferences>) =>
    void preferences
      .set(change)
      .catch((error: unknown) => toasts.failure(words.notSaved, error, { subjects: ['settings'] }))
}

interface ChoiceProps<Name> {
  name: Name
  onChoose: (change: Partial<Preferences>) => void
}

function Choice<Name extends PreferenceName>({ name, onChoose }: ChoiceProps<Name>) {
  const { preferences } = useStores()
  const value = useStore(preferences.store, (state) => state[name])
  const labels: Readonly<Record<string, string>> = words.choices[name]
  return (
    <Radios
      label={words.names[name]}
      value={value}
      options={choicesOf(name).map((choice) => ({ value: choice, label: labels[choice] ?? choice }))}
      onChange={(choice) => onChoose({ [name]: choice })}
    />
  )
}
