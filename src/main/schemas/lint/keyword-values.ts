import { isObject } from '../../../shared/json.ts'
import type { Kind } from './keywords.ts'

/** A value as its keyword takes it, whether it had to be converted; undefined when it does not fit at all. */
export type Fitted = { value: unknown; isConverted: boolean } | undefined

const as = (value: unknown): Fitted => ({ value, isConverted: false })
const converted = (value: unknown): Fitted => ({ value, isConverted: true })

/** Fits a value to the kind of its keyword. What kinds hold inside (schemas, names of types) is looked at elsewhere. */
export function fit(kind: Kind, keyword: string, value: unknown): Fitted {
  switch (kind) {
    case 'text':
      return fitText(value)
    case 'reference':
      return typeof value === 'string' ? as(value) : undefined
    case 'flag':
      return fitFlag(value)
    case 'number':
      return fitNumber(value, (number) => keyword !== 'multipleOf' || number > 0)
    case 'count':
      return fitNumber(value, (number) => Number.isInteger(number) && number >= 0)
    case 'names':
      return fitNames(value)
    case 'values':
      return fitValues(keyword, value)
    case 'schema':
      return isObject(value) ? as(value) : fitFlag(value)
    case 'schemas':
      return fitSchemas(value)
    case 'items':
      return isObject(value) || ['boolean', 'string'].includes(typeof value) || Array.isArray(value)
        ? as(value)
        : undefined
    case 'map':
    case 'patterns':
      return isObject(value) || (keyword === 'properties' && Array.isArray(value)) ? as(value) : undefined
    case 'dependencies':
      return isObject(value) ? as(value) : undefined
    case 'type':
    case 'any':
      return as(value)
  }
}

function fitText(value: unknown): Fitted {
  if (typeof value === 'string') return as(value)
  if (typeof value === 'number' || typeof value === 'boolean') return converted(String(value))
  const isLines = Array.isArray(value) && value.every((line) => typeof line === 'string')
  return isLines ? converted(value.join('\n')) : undefined
}

function fitFlag(value: unknown): Fitted {
  if (typeof value === 'boolean') return as(value)
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value
  if (word === 'true' || word === 'yes' || word === 1) return converted(true)
  return word === 'false' || word === 'no' || word === 0 ? converted(false) : undefined
}

function fitNumber(value: unknown, isFit: (number: number) => boolean): Fitted {
  if (typeof value === 'number') return isFit(value) ? as(value) : undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
  return Number.isFinite(number) && isFit(number) ? converted(number) : undefined
}

function fitNames(value: unknown): Fitted {
  if (typeof value === 'string') return converted([value])
  if (!Array.isArray(value)) return undefined
  const names = value.filter((name) => typeof name === 'string')
  return names.length === value.length ? as(names) : converted(names)
}

function fitValues(keyword: string, value: unknown): Fitted {
  if (Array.isArray(value)) return keyword === 'enum' && value.length === 0 ? undefined : as(value)
  if (keyword === 'examples' && value !== null) return converted([value])
  return keyword === 'enum' && isObject(value) && Object.keys(value).length > 0
    ? converted(Object.keys(value))
    : undefined
}

function fitSchemas(value: unknown): Fitted {
  const list = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []
  const schemas = list.filter((one) => isObject(one) || typeof one === 'boolean')
  if (schemas.length === 0) return undefined
  return Array.isArray(value) && schemas.length === list.length ? as(schemas) : converted(schemas)
}
