import { text } from '../../text/text.ts'
import type { Meta } from '../schema/form-node.ts'
import type { Path } from '../../../shared/path.ts'

const encode = (segment: string | number) =>
  String(segment).replaceAll(/[^A-Za-z0-9_]/g, (character) => `.${character.charCodeAt(0).toString(16)}.`)

/** The DOM id of a field: unique in the page and without spaces, because `aria-describedby` splits at spaces. */
export const fieldId = (formId: string, path: Path): string => [formId, ...path.map(encode)].join('-')

export const hintId = (id: string): string => `${id}-hint`
export const errorId = (id: string): string => `${id}-error`
export const emptyId = (id: string): string => `${id}-empty`

type Described = Pick<Meta, 'description' | 'format'>

/** The ids of what describes a control: its word for no value, its hint, where there is one, and its error. */
export function describedBy(id: string, meta: Described, isInvalid: boolean, empty = ''): string | undefined {
  const { description, format } = meta
  const ids = [
    empty === '' ? '' : emptyId(id),
    description !== '' || format !== '' ? hintId(id) : '',
    isInvalid ? errorId(id) : '',
  ]
  return ids.filter(Boolean).join(' ') || undefined
}

/** The word for a field that is empty and shows it in no other way: that it is null, or a flag that nobody has set. */
export function emptyWord(
  { kind, widget, enumOptions }: Pick<Meta, 'kind' | 'widget' | 'enumOptions'>,
  value: unknown,
): string {
  if (kind !== 'leaf' || widget === 'json' || enumOptions.some((option) => option.value === null)) return ''
  if (value === null) return text.values.isNull
  return widget === 'checkbox' && value === undefined ? text.values.isUnset : ''
}
