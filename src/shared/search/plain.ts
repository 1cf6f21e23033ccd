/** Whether a text is ASCII, as most are, so every letter is one unit and lower case is all there is to do. */
export const isAscii = (words: string): boolean => /^\p{ASCII}*$/u.test(words)

/** A text as search compares it: without case, accents and the shapes of letters. */
export const plain = (words: string): string =>
  isAscii(words)
    ? words.toLowerCase()
    : words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')

/** Whether there is a letter or digit at a place of a plain text; nothing before its start or after its end is one. */
export function isInWord(plainText: string, at: number): boolean {
  const code = plainText.charCodeAt(at)
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
  return code >= 128 && /[\p{L}\p{N}]/u.test(plainText.charAt(at))
}
