import { LANGUAGES } from './languages.ts'

/** What the screens can be set to, by person, the usual choice first. */
export const PREFERENCES = {
  theme: ['system', 'light', 'dark'],
  language: ['system', ...LANGUAGES],
  density: ['cards', 'rows'],
  /** `auto` is Installed once there are connectors, and the catalog before. */
  startPage: ['auto', 'catalog', 'installed', 'overview'],
} as const

export type PreferenceName = keyof typeof PREFERENCES
export type Preferences = { [Name in PreferenceName]: (typeof PREFERENCES)[Name][number] }

const CHOICES: { readonly [Name in PreferenceName]: readonly Preferences[Name][] } = PREFERENCES

/** What a preference can be, the usual choice first. */
export const choicesOf = <Name extends PreferenceName>(name: Name): readonly Preferences[Name][] => CHOICES[name]

export const USUAL_PREFERENCES: Preferences = {
  theme: 'system',
  language: 'system',
  density: 'cards',
  startPage: 'auto',
}

/** The attribute of the page's root element that carries a choice to the screens. */
export const attributeOf = (name: PreferenceName): string =>
  `data-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
