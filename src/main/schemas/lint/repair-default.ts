import { isObject, type JsonObject } from '../../../shared/json.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import { convertTo } from './convert-type.ts'
import { typesIn } from '../../../shared/types.ts'

/** Converts a default to the type of its field; leaves out one that no valid value could be. */
export function repairDefault(schema: JsonObject, place: Place, report: Report): void {
  if (!Object.hasOwn(schema, 'default')) return
  const given = schema.default
  const types = typesIn(schema).length > 0 ? typesIn(schema) : typesOfBranches(schema)
  const value = inEnum(schema, convertTo(types, given))
  if (value === undefined || !isWithinLimits(schema, value)) {
    report('wrong_default', [...place, 'default'])
    delete schema.default
  } else if (value !== given) {
    report('converted_default', [...place, 'default'])
    schema.default = value
  }
}

/** The types that a choice leaves open; none when a branch does not say its type. */
function typesOfBranches(schema: JsonObject): string[] {
  const branches = [schema.oneOf, schema.anyOf].flatMap((union) => (Array.isArray(union) ? union : []))
  const types = branches.map((branch) => (isObject(branch) ? typesIn(branch) : []))
  return types.every((names) => names.length > 0) ? types.flat() : []
}

function inEnum(schema: JsonObject, value: unknown): unknown {
  if (!Array.isArray(schema.enum) || isObject(value) || Array.isArray(value)) return value
  const word = typeof value === 'string' ? value.toLowerCase() : undefined
  return schema.enum.includes(value)
    ? value
    : schema.enum.find((one) => word !== undefined && typeof one === 'string' && one.toLowerCase() === word)
}

function isWithinLimits(schema: JsonObject, value: unknown): boolean {
  const [amount, least, most] =
    typeof value === 'string'
      ? [value.length, schema.minLength, schema.maxLength]
      : [value, schema.minimum, schema.maximum]
  if (typeof amount !== 'number') return true
  return !(typeof least === 'number' && amount < least) && !(typeof most === 'number' && amount > most)
}
