import { attributeOf, PREFERENCES, type PreferenceName, type Preferences } from '../../shared/text/preferences.ts'

/** The page of the screens with what is set for them on its root element, so the first paint has it already. */
export function withPreferences(html: Buffer<ArrayBuffer>, preferences: Preferences): Buffer<ArrayBuffer> {
  let text = html.toString('utf8')
  for (const name of Object.keys(PREFERENCES) as PreferenceName[]) {
    const attribute = attributeOf(name)
    text = text.replace(new RegExp(`${attribute}="[^"]*"`), `${attribute}="${preferences[name]}"`)
  }
  return Buffer.from(text)
}
