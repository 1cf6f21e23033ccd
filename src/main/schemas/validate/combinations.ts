import { type FieldError, fieldError } from '../../../shared/errors.ts'
import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import { labelFromName } from '../../../shared/label.ts'
import { propertyNames, requiredNames } from '../../../shared/views.ts'

/** What is wrong at a place within the value that a rule is about. */
export interface RuleError {
  place: string[]
  error: FieldError
}

const here = (error: FieldError): RuleError[] => [{ place: [], error }]

/** Whether a value fits a branch of a oneOf. */
type Fits = (branch: JsonObject, value: JsonObject) => boolean

type TitleOf = (name: string) => string

/** For each branch that a value fits, what is left of the value when every member is cleared that the branch can spare. */
const leastValues = (fitting: readonly JsonObject[], value: JsonObject, fits: Fits): JsonObject[] =>
  fitting.map((branch) =>
    Object.keys(value).reduce<JsonObject>((left, name) => {
      const { [name]: _, ...others } = left
      return fits(branch, others) ? others : left
    }, value),
  )

/**
 * Whether a value that fits several branches of a oneOf can be made to fit any one of them by clearing fields. Otherwise
 * it is accepted: no form could repair it.
 */
export const canClear = (fitting: readonly JsonObject[], value: JsonObject, fits: Fits): boolean =>
  leastValues(fitting, value, fits).every((least, at) =>
    fitting.every((branch, other) => other === at || !fits(branch, least)),
  )

/** What is wrong with a value that fits several branches where one is allowed: the fields of which some must be cleared. */
export function severalErrors(
  fitting: readonly JsonObject[],
  value: unknown,
  { fits, titleOf }: { fits: Fits; titleOf: TitleOf },
): RuleError[] {
  if (!isObject(value)) return here(fieldError('several_kinds'))
  const least = leastValues(fitting, value, fits).map((left) => Object.keys(left))
  const names = [...new Set(least.flat())].filter((name) => !least.every((some) => some.includes(name)))
  return names.length > 0 ? together(names, titleOf) : here(fieldError('several_kinds'))
}

const together = (names: readonly string[], titleOf: TitleOf): RuleError[] =>
  names.map((name) => {
    const others = names.filter((other) => other !== name).map(titleOf)
    const error = others.length === 0 ? fieldError('type', { types: [] }) : fieldError('excludes', { others })
    return { place: [name], error }
  })

/** What is wrong with a value that fits a schema that it must not fit. */
export function notErrors(rule: unknown, value: unknown, titleOf: TitleOf): RuleError[] {
  if (!isObject(rule)) return here(fieldError('not_allowed'))
  const ways = [rule.anyOf, rule.oneOf].find(Array.isArray) as unknown[] | undefined
  const errors = (ways ?? [])
    .filter((way) => isObject(way) && requiredNames([way]).every((name) => own(value, name) !== undefined))
    .flatMap((way) => notErrors(way, value, titleOf))
  if (errors.length > 0) return errors
  const values = Object.hasOwn(rule, 'const') ? [rule.const] : rule.enum
  if (Array.isArray(values)) return here(fieldError('other_than', { values: values.map(words) }))
  if (!isObject(value)) return here(fieldError('not_allowed'))
  const required = requiredNames([rule])
  const named = propertyNames([rule]).filter((name) => own(value, name) !== undefined)
  const [only] = named
  if (only !== undefined && named.length === 1 && required.every((name) => name === only))
    return notErrors(own(rule.properties, only), own(value, only), titleOf).map(({ place, error }) => ({
      place: [only, ...place],
      error,
    }))
  const names = [...new Set([...required, ...named])]
  return names.length > 0 ? together(names, titleOf) : here(fieldError('not_allowed'))
}

const words = (value: unknown) => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value))

/** How many items of a list a rule wants that only some of them must fit. */
export interface Containment {
  /** The name of the rule among the copy's $defs. */
  name: string
  rule: JsonObject
  least: number
  most: number
}

/** What is wrong with the number of items that fit a rule. */
export function containErrors({ rule, least, most }: Containment, count: number): RuleError[] {
  const what = itemsOf(rule)
  if (count < least) return here(fieldError('contains', { limit: least, what }))
  return here(fieldError('contains_most', { limit: most, what, count }))
}

/** The items that a rule means, by the values that it fixes. */
function itemsOf(rule: JsonObject): string {
  if (Object.hasOwn(rule, 'const')) return `that is ${words(rule.const)}`
  if (Array.isArray(rule.enum)) return `of ${rule.enum.map(words).join(', ')}`
  const fixed = propertyNames([rule]).flatMap((name) => {
    const property = own(rule.properties, name)
    if (!isObject(property) || !Object.hasOwn(property, 'const')) return []
    const label = typeof property.title === 'string' ? property.title : labelFromName(name)
    return [`${label} ${words(property.const)}`]
  })
  if (fixed.length > 0) return `with ${fixed.join(' and ')}`
  return typeof rule.title === 'string' ? `"${rule.title}"` : 'that fit its rule'
}
