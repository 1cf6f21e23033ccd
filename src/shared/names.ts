import { MAX_ENTRY_KEY } from './limits.ts'

/**
 * A name as it is compared. Two names are the same name where they differ in case, form and outer spaces alone, and have the
 * same key then. The order of the keys is that of names in a list, in German as in English: `Äpfel` stands beside `Apfel`,
 * and `Blog 2` before `Blog 10`.
 */
export function nameKey(name: string): string {
  const folded = name.normalize('NFC').trim().toUpperCase().toLowerCase().normalize('NFC')
  if (IS_ORDERED.test(folded)) return folded
  const exact = folded.replaceAll(DIGITS, withLength)
  const bare = IS_ASCII.test(folded) ? folded : withoutMarks(folded)
  const order = bare.replaceAll(DIGITS, withoutZeros)
  // What the order leaves out keeps names apart; no name has this sign.
  return order === exact ? exact : `${order}\u0001${exact}`
}

/** What has names in their order; what has the same name stays as it is. */
export function sortByName<Named extends { name: string }>(all: readonly Named[]): Named[] {
  const keys = new Map(all.map(({ name }) => [name, nameKey(name)]))
  const keyOf = ({ name }: Named) => keys.get(name) ?? ''
  return all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
}

/** Most names have no digits and no letters but plain ones, so they are their own keys. */
const IS_ORDERED = /^[\x20-\x2f\x3a-\x7e]*$/
const IS_ASCII = /^[\x20-\x7e]*$/
const DIGITS = /[0-9]+/g

/** Digits behind how many there are, so a longer number comes later. */
function withLength(digits: string): string {
  const nines = Math.floor(digits.length / 9)
  return `${'9'.repeat(nines)}${digits.length % 9}${digits}`
}

const withoutZeros = (digits: string): string => withLength(digits.replace(/^0+(?=.)/, ''))

/** Latin letters that are a plain one with a stroke, or two, and do not come apart. */
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', ħ: 'h', ł: 'l', ŧ: 't', æ: 'ae', œ: 'oe', ı: 'i' }

/** Latin letters without their marks; those of other scripts are letters of their own with them. */
const withoutMarks = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/(?<=\p{Script=Latin})[\u0300-\u036f]+/gu, '')
    .replaceAll(/[øđħłŧæœı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')

/** What the square of a workspace shows: its own letter, else the first one of its name, as people see it. */
export const letterOf = ({ name, letter }: { name: string; letter: string | null }): string =>
  letter ??
  (STARTS_SIMPLY.test(name) ? name[0] : [...new Intl.Segmenter().segment(name)][0]?.segment)?.toLocaleUpperCase() ??
  ''

/** What follows a plain letter may only be a part of it where it is not plain itself; the first segmenter takes milliseconds. */
const STARTS_SIMPLY = /^[\x21-\x7e](?:[\x20-\x7e]|$)/

/** Whether a text can be the key of a catalog entry. */
export const isEntryKey = (key: string): boolean => key.length <= MAX_ENTRY_KEY && /^[a-z0-9][a-z0-9._-]*$/.test(key)

/** The key of a catalog entry that a name suggests: "Zürich CRM (v2)" becomes "zurich-crm-v2". */
export const keyFromName = (name: string): string =>
  name
    // Names come from files; trimming takes time with the square of the length.
    .slice(0, 10 * MAX_ENTRY_KEY)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, MAX_ENTRY_KEY)
    .replace(/[-._]+$/, '')

/**
 * Characters that nobody sees or that change how the text around them is shown: control characters and the escapes that
 * begin with them, line and paragraph separators, halves of a character, zero-width characters, fillers and marks of
 * direction. The joiners U+200C and U+200D are among them except after a letter or picture that is written with them.
 */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}])[\u200c\u200d]/gu

const LINE_CHARACTERS = new Set(['\n', '\t', '\r'])
/** Texts with nothing else are most of them, and found sooner than the characters above are compiled. */
const IS_ASCII_LINES = /^[\x20-\x7e\n\t\r]*$/

/** Whether a text holds a character that nobody sees. */
export const hasUnseen = (text: string): boolean => text.search(UNSEEN) !== -1

/**
 * The text with every such character as its code, `\u{202e}`. With `keepLines`, line ends and tabs stay, as in a text of
 * several lines.
 */
export const showUnseen = (text: string, { keepLines = false } = {}): string =>
  (keepLines ? IS_ASCII_LINES : IS_ASCII).test(text)
    ? text
    : text.replace(UNSEEN, (character) =>
        keepLines && LINE_CHARACTERS.has(character)
          ? character
          : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
      )

/** JSON text that means the same, with every such character outside its lines escaped. */
export const escapeUnseen = (json: string): string =>
  IS_ASCII_LINES.test(json)
    ? json
    : json.replace(UNSEEN, (character) =>
        LINE_CHARACTERS.has(character)
          ? character
          : Array.from(
              { length: character.length },
              (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
            ).join(''),
      )

/** The name, or the first of "name 2", "name 3" … that is not among those in use. */
export function freeName(name: string, inUse: readonly string[]): string {
  const keys = new Set(inUse.map(nameKey))
  let candidate = name
  for (let number = 2; keys.has(nameKey(candidate)); number++) candidate = `${name} ${number}`
  return candidate
}
