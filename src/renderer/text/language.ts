import type { PageLanguage } from '../../shared/text/languages.ts'

/** A text of a topic in another language, from the name of the topic and its English text. */
export type Translation = <Text>(topic: string, english: Text) => Text

/** Where the texts of each language but English come from, in a chunk of their own. */
const TRANSLATIONS: Partial<Record<PageLanguage, () => Promise<Translation>>> = {
  'en-XA': () => import('./pseudo.ts').then(({ pseudoTranslation }) => pseudoTranslation),
  'ar-XB': () => import('./pseudo.ts').then(({ pseudoTranslation }) => pseudoTranslation),
}

let translation: Translation | null = null
let locale = 'en'

/** The locale by which dates, numbers and lists are written: that of the system where it has the language of the texts. */
export const currentLocale = (): string => locale

/**
 * Takes the language that the host has put on the page; null where its texts are there already. The screens read their
 * texts when they are loaded, so they are loaded afterwards.
 */
export function takeLanguage({ document, navigator }: Window): Promise<void> | null {
  const { lang } = document.documentElement
  const [primary] = lang.split('-')
  locale = navigator.languages.find((each) => each.split('-')[0] === primary) ?? lang
  const load = TRANSLATIONS[lang as PageLanguage]
  if (!load) return null
  return load().then((loaded) => {
    translation = loaded
  })
}

/** The texts of topics in the language of the page. */
export function inLanguage<Topics extends object>(english: Topics): Topics {
  if (!translation) return english
  const topics = { ...english }
  for (const name of Object.keys(english) as (keyof Topics & string)[]) topics[name] = translation(name, english[name])
  return topics
}
