import { directionOf, languageFor } from '../../shared/text/languages.ts'
import { attributeOf, PREFERENCES, type PreferenceName, type Preferences } from '../../shared/text/preferences.ts'

export interface PageSetting {
  preferences: Preferences
  /** The languages that the person's system or browser prefers, as tags of BCP 47, the first one most. */
  languages: readonly string[]
}

/** The page of the screens with what is set for them on its root element, so the first paint has it already. */
export function withPreferences(
  html: Buffer<ArrayBuffer>,
  { preferences, languages }: PageSetting,
): Buffer<ArrayBuffer> {
  const language = languageFor(preferences.language, languages)
  const names = Object.keys(PREFERENCES) as PreferenceName[]
  const attributes: Record<string, string> = {
    ...{ lang: language, dir: directionOf(language) },
    ...Object.fromEntries(names.map((name) => [attributeOf(name), preferences[name]])),
  }
  const root = (tag: string) =>
    Object.entries(attributes).reduce(
      (text, [name, value]) => text.replace(new RegExp(` ${name}="[^"]*"`), ` ${name}="${value}"`),
      tag,
    )
  return Buffer.from(html.toString('utf8').replace(/<html[^>]*>/, root))
}
