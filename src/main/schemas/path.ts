/**
 * Paths name one place in a document: segments joined by dots (`config.hosts.0.password`). A dot or a backslash that
 * belongs to a property name is escaped with a backslash.
 */

const escape = (segment: string | number) => String(segment).replace(/[\\.]/g, '\\$&')

export const formatPath = (segments: readonly (string | number)[]): string => segments.map(escape).join('.')

/** The segments of a path; array indexes stay text, as the document decides whether a place is an array. */
export function parsePath(path: string): string[] {
  const segments: string[] = []
  let segment = ''
  for (let at = 0; at < path.length; at++) {
    const char = path[at]
    if (char === '\\' && at + 1 < path.length) segment += path[++at]
    else if (char === '.') {
      segments.push(segment)
      segment = ''
    } else segment += char
  }
  return [...segments, segment]
}
