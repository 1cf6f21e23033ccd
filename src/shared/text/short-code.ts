/** Digits and letters that are not mistaken for one another, also on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHARACTERS = 8

/** A code such as 7K4Q-2M9R for two people to compare: the first 40 bits of a hash, five to a character. */
export function shortCode(hash: Uint8Array): string {
  let code = ''
  for (let at = 0; at < CHARACTERS; at += 1) {
    const bit = at * 5
    const pair = ((hash[bit >> 3] ?? 0) << 8) | (hash[(bit >> 3) + 1] ?? 0)
    code += ALPHABET.charAt((pair >> (11 - (bit & 7))) & 31)
  }
  return `${code.slice(0, CHARACTERS / 2)}-${code.slice(CHARACTERS / 2)}`
}
