import { isObject } from '../../../shared/json.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'

/**
 * Whether a value is another thing than the parts of a field can show: null where the field has several parts, or a
 * value of another shape, as an entry that has changed leaves it. It stays until a person decides.
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
