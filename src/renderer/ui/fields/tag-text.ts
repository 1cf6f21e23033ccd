const OPENING = '([{'
const CLOSING = ')]}'

/** Splits a text at line breaks and commas; a comma within brackets or double quotes is part of a tag. */
function partsOf(text: string): { parts: string[]; isOpen: boolean } {
  const parts = ['']
  let depth = 0
  let isQuoted = false
  for (const character of text) {
    const isBreak = character === '\n' || character === '\r'
    if (isBreak || (character === ',' && depth === 0 && !isQuoted)) {
      parts.push('')
      depth = 0
      isQuoted = false
      continue
    }
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && OPENING.includes(character)) depth += 1
    else if (!isQuoted && CLOSING.includes(character) && depth > 0) depth -= 1
    parts[parts.length - 1] += character
  }
  return { parts, isOpen: depth > 0 || isQuoted }
}

/** Whether a comma typed after this text ends a tag. */
export const endsInTag = (text: string): boolean => text.trim() !== '' && !partsOf(text).isOpen

/** The tags in a typed or pasted text. Double quotes around a tag with a comma are dropped. */
export const tagsIn = (text: string): string[] =>
  partsOf(text)
    .parts.map((part) => part.trim())
    .map((part) => (/^"[^"]*,[^"]*"$/.test(part) ? part.slice(1, -1).trim() : part))
    .filter((part) => part !== '')
