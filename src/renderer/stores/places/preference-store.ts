import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppApi } from '../../../contract/index.ts'
import {
  attributeOf,
  choicesOf,
  PREFERENCES,
  type PreferenceName,
  type Preferences,
} from '../../../shared/text/preferences.ts'

/** What the host has put on the page for the person who works here; the usual choice where it is none that is known. */
export function readPreference<Name extends PreferenceName>(page: Document, name: Name): Preferences[Name] {
  const choices = choicesOf(name)
  const text = page.documentElement.getAttribute(attributeOf(name))
  return choices.find((choice) => choice === text) ?? (choices[0] as Preferences[Name])
}

export interface PreferenceStore {
  store: StoreApi<Preferences>
  /** Counts at once; throws the error of the call, and what was set before counts again. */
  set(change: Partial<Preferences>): Promise<void>
}

/** What the person has set for the screens. */
export function createPreferenceStore(api: AppApi, page: Window): PreferenceStore {
  const { document } = page
  const store = createStore<Preferences>(() => ({
    theme: readPreference(document, 'theme'),
    density: readPreference(document, 'density'),
    startPage: readPreference(document, 'startPage'),
  }))
  const show = (preferences: Preferences) => {
    for (const name of Object.keys(PREFERENCES) as PreferenceName[])
      document.documentElement.setAttribute(attributeOf(name), preferences[name])
    store.setState(preferences)
  }
  return {
    store,
    set: async (change) => {
      const before = store.getState()
      show({ ...before, ...change })
      try {
        show(await api.settings.setMine(change))
      } catch (error) {
        show(before)
        throw error
      }
    },
  }
}
