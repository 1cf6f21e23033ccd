/**
 * Paths name one place in a document: segments joined by dots (`config.hosts.0.password`). A dot or a backslash that
 * belongs to a property name is escaped with a backslash.
 */
export type Path = readonly (string | number)[]

/** Few names have such a character, and a look for one is quicker than replacing it. */
const ESCAPED = /[\\.]/
const escape = (segment: string | number) => {
  const text = String(segment)
  return ESCAPED.test(text) ? text.replaceAll(/[\\.]/g, String.raw`\$&`) : text
}

export const formatPath = (path: Path): string => path.map(escape).join('.')

/** The segments of a path; array indexes stay text, as the document decides whether a place is an array. */
export function parsePath(text: string): string[] {
  const segments: string[] = []
  let segment = ''
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '\\' && at + 1 < text.length) segment += text[++at]
    else if (char === '.') {
      segments.push(segment)
      segment = ''
    } else segment += char
  }
  return [...segments, segment]
}

/** Whether `path` is `ancestor` or lies inside of it. An index is the same as text and as a number. */
export const isWithin = (path: Path, ancestor: Path): boolean =>
  ancestor.length <= path.length && ancestor.every((segment, at) => String(segment) === String(path[at]))

/** A path of names, where `*` stands for every item of a list or every value of a record. */
export type Place = readonly string[]

/** The parts of these places that lie below a name. */
export const placesBelow = (places: readonly Place[], name: string): Place[] =>
  places.flatMap(([head, ...rest]) => (head === name || head === '*' ? [rest] : []))
