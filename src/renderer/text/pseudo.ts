import type { Translation } from './language.ts'

const VOWELS: Readonly<Record<string, string>> = {
  ...{ a: 'áá', e: 'éé', i: 'íí', o: 'óó', u: 'úú' },
  ...{ A: 'ÁÁ', E: 'ÉÉ', I: 'ÍÍ', O: 'ÓÓ', U: 'ÚÚ' },
}

/** Words between back quotes are commands. */
const COMMANDS = /(`[^`]*`)/

/** A text with accents and with words that are longer by two fifths; the same once more, and commands stay. */
const pseudoText = (text: string): string =>
  text
    .split(COMMANDS)
    .map((part) => (COMMANDS.test(part) ? part : part.replaceAll(/[aeiou]/gi, (vowel) => VOWELS[vowel] ?? vowel)))
    .join('')

/** Everything of a topic as `pseudoText` makes it, what its functions answer as well. */
function pseudoOf(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value)
  if (typeof value === 'function')
    return (...values: unknown[]) => pseudoOf((value as (...values: unknown[]) => unknown)(...values))
  if (Array.isArray(value)) return value.map(pseudoOf)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pseudoOf(part)]))
  return value
}

/** A language for tests: it shows which words are not among the texts, and whether there is room for longer ones. */
export const pseudoTranslation: Translation = <Text>(_topic: string, english: Text) => pseudoOf(english) as Text
