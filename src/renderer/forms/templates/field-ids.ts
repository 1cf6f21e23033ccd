import type { Path } from '../../../shared/path.ts'

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
