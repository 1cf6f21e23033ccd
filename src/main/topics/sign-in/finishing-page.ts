import { type Language, languageFor, LANGUAGES } from '../../../shared/text/languages.ts'

const english = {
  done: ['Signed in', 'Patchbay has what it needs. You can close this page.'],
  failed: ['Not signed in', 'Patchbay shows why. You can close this page.'],
  ended: ['Not signed in', 'This sign-in has ended already. Begin again in Patchbay.'],
  again: ['Nothing to do', 'This sign-in is being finished already. You can close this page.'],
  foreign: ['Not signed in', 'This answer belongs to no sign-in that is under way. Begin again in Patchbay.'],
  elsewhere: ['Nothing here', 'Patchbay waits for somebody who signs in, at another address.'],
}

const german: Record<keyof typeof english, string[]> = {
  done: ['Angemeldet', 'Patchbay hat, was es braucht. Sie können diese Seite schließen.'],
  failed: ['Nicht angemeldet', 'Patchbay zeigt den Grund. Sie können diese Seite schließen.'],
  ended: ['Nicht angemeldet', 'Diese Anmeldung ist bereits beendet. Beginnen Sie in Patchbay noch einmal.'],
  again: ['Nichts zu tun', 'Diese Anmeldung wird bereits abgeschlossen. Sie können diese Seite schließen.'],
  foreign: [
    'Nicht angemeldet',
    'Diese Antwort gehört zu keiner laufenden Anmeldung. Beginnen Sie in Patchbay noch einmal.',
  ],
  elsewhere: ['Hier ist nichts', 'Patchbay wartet unter einer anderen Adresse auf eine Anmeldung.'],
}

const PAGES: Record<Language, typeof german> = { en: english, de: german }

export type PageWords = keyof typeof english

/**
 * The page that the browser shows once the service has sent it back. It repeats no part of the service's answer; `accepted` is
 * the languages that the browser asks for.
 */
export function finishingPage(words: PageWords, accepted = ''): string {
  const wanted = languageFor(
    'system',
    accepted.split(',').map((each) => each.split(';')[0]?.trim() ?? ''),
  )
  const language = LANGUAGES.find((each) => each === wanted) ?? 'en'
  const [title, body] = PAGES[language][words]
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Patchbay</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem }
</style>
<h1>${title}</h1>
<p>${body}</p>
</html>
`
}
