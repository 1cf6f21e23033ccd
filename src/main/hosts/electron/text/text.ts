import { app } from 'electron'
import { type Language, languageFor, type PageLanguage } from '../../../../shared/text/languages.ts'
import { german } from './de.ts'
import { english } from './en.ts'

export type HostText = typeof english

const TEXTS: Partial<Record<PageLanguage, HostText>> = { de: german }

let setting: () => Language | 'system' = () => 'system'

/** Takes the person's own language; before, it is that of the system. */
export const followLanguage = (language: () => Language | 'system'): void => {
  setting = language
}

/** The languages that the system prefers, the first one most. */
export const systemLanguages = (): readonly string[] => app.getPreferredSystemLanguages()

/** Every word that a person reads outside the screens: in menus, system dialogs and notifications, as they are now. */
export const hostText = (): HostText => TEXTS[languageFor(setting(), systemLanguages())] ?? english
