export type Path = readonly (string | number)[]

const escape = (segment: string | number) => String(segment).replaceAll(/[\\.]/g, String.raw`\$&`)

/** The dotted form of a path, as main names fields: `config.hosts.0.port`. A dot or backslash in a name is escaped with a backslash. */
export const formatPath = (path: Path): string => path.map(escape).join('.')

/** The segments of a dotted path. Every segment comes back as a string, indexes too. */
export function parsePath(text: string): string[] {
  const segments = ['']
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '.') segments.push('')
    else segments[segments.length - 1] += character === '\\' && at + 1 < text.length ? text.charAt(++at) : character
  }
  return segments
}

/** Whether `path` is `ancestor` or lies inside of it. */
export const isWithin = (path: Path, ancestor: Path): boolean =>
  ancestor.length <= path.length && ancestor.every((segment, at) => String(segment) === String(path[at]))

const encode = (segment: string | number) =>
  String(segment).replaceAll(/[^A-Za-z0-9_]/g, (character) => `.${character.charCodeAt(0).toString(16)}.`)

/** The DOM id of a field: unique within the page and without the spaces that `aria-describedby` would split at. */
export const fieldId = (formId: string, path: Path): string => [formId, ...path.map(encode)].join('-')

export const hintId = (id: string): string => `${id}-hint`
export const errorId = (id: string): string => `${id}-error`

/** The ids of what describes a control: its hint, where there is one, and its error. */
export function describedBy(
  id: string,
  { description, format }: { description: string; format: string },
  isInvalid: boolean,
): string | undefined {
  const ids = [description !== '' || format !== '' ? hintId(id) : '', isInvalid ? errorId(id) : '']
  return ids.filter(Boolean).join(' ') || undefined
}
