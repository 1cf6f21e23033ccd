import { isObject } from '../../../shared/json.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'

/**
 * Whether the parts of a field cannot show a value: null in a field with several parts, or a value of another shape,
 * stored before the entry changed. It stays until the person decides.
 */
export function isMisfit(node: FormNode, value: unknown): boolean {
  if (value === undefined) return false
  switch (metaOf(node).kind) {
    case 'group':
    case 'map':
      return !isObject(value)
    case 'list':
      return !Array.isArray(value)
    case 'choice':
    case 'recursive':
      return value === null
    case 'leaf':
      return isListOfWords(node) && !(value === null || (Array.isArray(value) && value.every(isPlain)))
    default:
      return false
  }
}

const isListOfWords = (node: FormNode) => metaOf(node).widget === 'checkboxes'
const isPlain = (item: unknown) => typeof item !== 'object' || item === null
