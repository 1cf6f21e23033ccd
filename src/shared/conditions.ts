import { Validator } from '@cfworker/json-schema'
import { asObject, isObject, own, type JsonObject } from './json.ts'

/** Adds a part when a property of this `name` is there and an object fits `when`; null asks for nothing. */
export interface Condition<Part = JsonObject> {
  name: string | null
  when: JsonObject | null
  then: Part | null
  otherwise: Part | null
}

const asPart = (value: unknown): JsonObject | null => (isObject(value) ? value : null)

const conditions = new WeakMap<JsonObject, Condition[]>()

/** What a schema itself adds under conditions: its `if`, `dependencies` and `dependentSchemas`. */
export function conditionsOf(root: JsonObject, schema: JsonObject): Condition[] {
  const known = conditions.get(schema)
  if (known) return known
  // The same objects every time, by which a walk into a schema that contains itself knows where it has been.
  const read = readConditions(root, schema)
  conditions.set(schema, read)
  return read
}

function readConditions(root: JsonObject, schema: JsonObject): Condition[] {
  const test = (when: unknown): JsonObject | null => {
    if (!isObject(when)) return null
    return isPlain(when) || !isObject(root.definitions) ? when : { ...when, definitions: root.definitions }
  }
  const dependent = [asObject(schema.dependentSchemas), asObject(schema.dependencies)]
    .flatMap((map) => Object.entries(map))
    .flatMap(([name, value]): Condition[] => {
      if (Array.isArray(value)) return [{ name, when: null, then: { required: value }, otherwise: null }]
      if (!isObject(value)) return []
      // Each of these branches holds for values of its own of the property that they hang on.
      const { oneOf, ...plain } = value
      const branches = Array.isArray(oneOf) ? oneOf.filter(isObject) : []
      return [
        { name, when: null, then: plain, otherwise: null },
        ...branches.map((branch) => {
          const { [name]: values, ...properties } = asObject(branch.properties)
          const when = test({ properties: { [name]: values ?? {} } })
          return { name, when, then: { ...branch, properties }, otherwise: null }
        }),
      ]
    })
  if (!Object.hasOwn(schema, 'if')) return dependent
  const when = schema.if === false ? { not: {} } : test(schema.if)
  return [...dependent, { name: null, when, then: asPart(schema.then), otherwise: asPart(schema.else) }]
}

/**
 * The parts of a condition that count for an object: one of them or, where it hangs on what is not known, both.
 * `storedNames` are the members that are there and not in the object, as they are secret: that they are there is all
 * that is known of them. Only a test that `isKnown` is made at all.
 */
export function partsFor<Part>(
  { name, when, then, otherwise }: Condition<Part>,
  value: JsonObject,
  storedNames: readonly string[],
  isKnown: (when: JsonObject) => boolean = () => true,
): Part[] {
  const holds = () => {
    if (name !== null && own(value, name) === undefined && !storedNames.includes(name)) return false
    if (when === null) return true
    const hidden = storedNames.filter((stored) => own(value, stored) === undefined)
    if (!isKnown(when) || hidden.some((stored) => hangsOn(when, stored))) return undefined
    return isValid(when, { ...Object.fromEntries(hidden.map((stored) => [stored, ''])), ...value })
  }
  const result = holds()
  const parts = result === undefined ? [then, otherwise] : [result ? then : otherwise]
  return parts.filter((part) => part !== null)
}

const SAME_VALUE = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', '$ref']

/** Whether a test looks at the value of a property, and not only whether it is there. */
function hangsOn(when: JsonObject, name: string): boolean {
  const property = own(when.properties, name)
  if (property !== undefined && property !== true && Object.keys(asObject(property)).length > 0) return true
  return SAME_VALUE.some((keyword) => {
    const inner = when[keyword]
    return keyword === '$ref'
      ? inner !== undefined
      : [inner].flat().some((schema) => isObject(schema) && hangsOn(schema, name))
  })
}

const PLAIN_KEYWORDS = new Set(
  (
    'title description type const enum required properties allOf anyOf oneOf not default ' +
    'minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength'
  ).split(' '),
)

/**
 * Whether a test is made in time that its own size bounds. A pattern, a reference or a rule for all items of a list,
 * which anybody may have written, takes as long as they please.
 */
export function isPlain(when: unknown): boolean {
  if (Array.isArray(when)) return when.every(isPlain)
  if (!isObject(when)) return true
  return Object.entries(when).every(([keyword, value]) => {
    if (!PLAIN_KEYWORDS.has(keyword)) return false
    if (keyword === 'properties') return Object.values(asObject(value)).every(isPlain)
    return !['allOf', 'anyOf', 'oneOf', 'not'].includes(keyword) || isPlain(value)
  })
}

const validators = new WeakMap<JsonObject, Validator>()

/**
 * Whether a value fits a schema, which is interpreted: the page's policy forbids the code that Ajv would compile. It
 * decides which condition or branch applies; what is valid is decided in main's worker alone.
 */
export function isValid(schema: JsonObject, value: unknown): boolean {
  try {
    const validator = validators.get(schema) ?? new Validator(schema, '7', true)
    validators.set(schema, validator)
    return validator.validate(value ?? {}).valid
  } catch {
    return false
  }
}
