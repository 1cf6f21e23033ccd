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
  /** Reads again what counts, which may have been set elsewhere. */
  refresh(): Promise<void>
}

/** What the person has set for the screens. `onLanguage` hears that the texts of the page are of another language. */
export function createPreferenceStore(api: AppApi, page: Window, onLanguage: () => void): PreferenceStore {
  const { document } = page
  const store = createStore<Preferences>(() => ({
    theme: readPreference(document, 'theme'),
    language: readPreference(document, 'language'),
    density: readPreference(document, 'density'),
    startPage: readPreference(document, 'startPage'),
  }))
  const show = (preferences: Preferences) => {
    for (const name of Object.keys(PREFERENCES) as PreferenceName[])
      document.documentElement.setAttribute(attributeOf(name), preferences[name])
    store.setState(preferences)
  }
  const { language } = store.getState()
  const showSaved = (preferences: Preferences) => {
    show(preferences)
    if (preferences.language !== language) onLanguage()
  }
  return {
    store,
    set: async (change) => {
      const before = store.getState()
      show({ ...before, ...change })
      try {
        showSaved(await api.settings.setMine(change))
      } catch (error) {
        show(before)
        throw error
      }
    },
    refresh: async () => showSaved(await api.settings.mine({})),
  }
}
