import type { ErrorObject } from 'ajv'
import { isObject, own } from '../../../shared/json.ts'

/** More than a sentence or two is no message at a field. */
const MAX_LENGTH = 300

/** A missing field has the same message everywhere. */
const OURS = new Set(['required', 'filled', 'dependentRequired', 'dependencies'])

/**
 * What a schema itself says of a value that does not fit, in the words of `patternErrorMessage` (VS Code) or
 * `errorMessage` (ajv-errors: one text, or a text for each keyword, with "_" for the others); null where it says nothing.
 */
export function ownWords({ keyword, parentSchema }: ErrorObject): string | null {
  if (!isObject(parentSchema) || OURS.has(keyword)) return null
  const { patternErrorMessage, errorMessage } = parentSchema
  const words = [
    keyword === 'pattern' ? patternErrorMessage : undefined,
    isObject(errorMessage) ? (own(errorMessage, keyword) ?? own(errorMessage, '_')) : errorMessage,
  ].find((one) => typeof one === 'string' && one.trim() !== '') as string | undefined
  if (words === undefined) return null
  return words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH).trimEnd()}…` : words.trim()
}
