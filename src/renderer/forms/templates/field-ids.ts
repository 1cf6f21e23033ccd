import type { Path } from '../../../shared/path.ts'

const encode = (segment: string | number) =>
  String(segment).replaceAll(/[^A-Za-z0-9_]/g, (character) => `.${character.charCodeAt(0).toString(16)}.`)

/** The DOM id of a field: unique in the page and without spaces, because `aria-describedby` splits at spaces. */
export const fieldId = (formId: string, path: Path): string => [formId, ...path.map(encode)].join('-')

export const hintId = (id: string): string => `${id}-hint`
export const errorId = (id: string): string => `${id}-error`

/** The ids of the elements that describe a control: its hint and its error, if there are any. */
export function describedBy(
  id: string,
  { description, format }: { description: string; format: string },
  isInvalid: boolean,
): string | undefined {
  const ids = [description !== '' || format !== '' ? hintId(id) : '', isInvalid ? errorId(id) : '']
  return ids.filter(Boolean).join(' ') || undefined
}
