import { type Language, LANGUAGES, type PageLanguage } from '../../shared/text/languages.ts'

/** The topics, which German has as English does. */
type Texts = typeof import('./de/topics.ts').topics

/** The texts of a topic in another language, from its name and the English ones. */
export type Translation = <Name extends keyof Texts>(topic: Name, english: Texts[Name]) => Texts[Name]

const loadPseudo = async (): Promise<Translation> => (await import('./pseudo.ts')).pseudoTranslation

/** Where the texts of each language but English come from, in a chunk of their own. */
const TRANSLATIONS: Partial<Record<PageLanguage, () => Promise<Translation>>> = {
  de: async () => {
    const { topics } = await import('./de/topics.ts')
    return (topic) => topics[topic]
  },
  'en-XA': loadPseudo,
  'ar-XB': loadPseudo,
}

let translation: Translation | null = null
let locale = 'en'

/** The locale by which dates, numbers and lists are written: that of the system where it has the language of the texts. */
export const currentLocale = (): string => locale

/** The direction in which the page is written, which the host has put on it. */
export const directionOfPage = (): 'ltr' | 'rtl' => (document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr')

/** The language of the screens, English where they are in one for tests. */
export const languageOfPage = (): Language => LANGUAGES.find((each) => each === document.documentElement.lang) ?? 'en'

/**
 * Takes the language that the host has put on the page; null where its texts are there already. The screens read their
 * texts when they are loaded, so they are loaded afterwards.
 */
export function takeLanguage({ document, navigator }: Pick<Window, 'document' | 'navigator'>): Promise<void> | null {
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
export function inLanguage<Name extends keyof Texts>(english: Pick<Texts, Name>): Pick<Texts, Name> {
  if (!translation) return english
  const topics = { ...english }
  for (const name of Object.keys(english) as Name[]) topics[name] = translation(name, english[name])
  return topics
}
