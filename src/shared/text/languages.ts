/** The languages that the screens, menus and notifications of the program have. The command line is in English. */
export const LANGUAGES = ['en', 'de'] as const

/**
 * Languages for tests, made from English, which nobody can choose: one with accents and longer words, and one that is
 * written from right to left as well. Only a system that is set to them has them.
 */
const PSEUDO_LANGUAGES = ['en-XA', 'ar-XB'] as const

export type Language = (typeof LANGUAGES)[number]
export type PageLanguage = Language | (typeof PSEUDO_LANGUAGES)[number]

const isPseudo = (tag: string): tag is PageLanguage => PSEUDO_LANGUAGES.some((each) => each === tag)

/** The language for a setting, `system` being the first one that the system prefers and the program has. */
export function languageFor(setting: Language | 'system', preferred: readonly string[]): PageLanguage {
  if (setting !== 'system') return setting
  for (const tag of preferred) {
    if (isPseudo(tag)) return tag
    const language = LANGUAGES.find((each) => each === tag.split('-')[0]?.toLowerCase())
    if (language) return language
  }
  return 'en'
}

/** The direction in which a language is written. */
export const directionOf = (language: PageLanguage): 'ltr' | 'rtl' => (language === 'ar-XB' ? 'rtl' : 'ltr')
