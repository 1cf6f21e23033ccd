/**
 * Characters that nobody sees or that change how the text around them is shown: control characters and the escapes that
 * begin with them, line and paragraph separators, halves of a character, zero-width characters, fillers and marks of
 * direction. The joiners U+200C and U+200D are among them except after a letter or picture that is written with them.
 */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}])[\u200c\u200d]/gu

const LINE_CHARACTERS = new Set(['\n', '\t', '\r'])

/** Whether a text holds a character that nobody sees. */
export const hasUnseen = (text: string): boolean => text.search(UNSEEN) !== -1

/**
 * The text with every such character as its code, `\u{202e}`. With `keepLines`, line ends and tabs stay, as in a text of
 * several lines.
 */
export const showUnseen = (text: string, { keepLines = false } = {}): string =>
  text.replace(UNSEEN, (character) =>
    keepLines && LINE_CHARACTERS.has(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )
