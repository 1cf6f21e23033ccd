const MAX_TITLE = 60

/** A field as a sentence names it, by its title in quotes; what is too long for a sentence is "einen Wert". */
export function named(title: string): string {
  const plain = title
    .replaceAll(/\s+/g, ' ')
    .replace(/\s*\([^()]*\)\s*[.:*]?\s*$/, '')
    .replace(/[\s.:*]+$/, '')
    .trim()
  return plain === '' || plain.length > MAX_TITLE ? 'einen Wert' : `„${plain}“`
}
