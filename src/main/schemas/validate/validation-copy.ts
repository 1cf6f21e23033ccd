import { onlyValue } from '../../../shared/branches.ts'
import { isObject, own, setOwn, type JsonObject } from '../../../shared/json.ts'
import type { Containment } from './combinations.ts'
import { isSecret, type Side } from '../../../shared/secret-places.ts'
import { likelyTypes } from '../../../shared/types.ts'
import { resolveRef, spread } from '../../../shared/views.ts'

/** A oneOf or anyOf of the original schema with the names of its branches among the copy's $defs. */
export interface Union {
  branches: JsonObject[]
  names: string[]
}

/** What a schema becomes for Ajv: `schema` to compile, `unions` by the number that a failed union reports. */
export interface ValidationCopy {
  schema: JsonObject
  unions: Union[]
  containments: Containment[]
  /** The schema that a copy was made of. */
  originals: WeakMap<JsonObject, JsonObject>
}

const LEFT_OUT = new Set([
  '$schema',
  '$id',
  'id',
  '$defs',
  'definitions',
  '$ref',
  'oneOf',
  'anyOf',
  'discriminator',
  'contains',
  'minContains',
  'maxContains',
])
const ONE_SCHEMA = new Set(
  [
    'not if then else propertyNames additionalItems additionalProperties',
    'unevaluatedItems unevaluatedProperties',
  ].flatMap((names) => names.split(' ')),
)
const SCHEMA_MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', 'dependencies'])

/**
 * A copy of a schema that says the same with three additions. A secret may also be `token`, which stands for a stored
 * value that is not known here. A failed oneOf, anyOf or contains is reported once, by number, and its schemas can be
 * validated by name. Required text must not be empty, except in what only tests a value. Only what is reachable from the
 * root is copied.
 */
export function validationCopy(root: JsonObject, side: Side, token: string): ValidationCopy {
  const unions: Union[] = []
  const containments: Containment[] = []
  const originals = new WeakMap<JsonObject, JsonObject>()
  /** How many schemas around the one that is copied only test a value. */
  let tests = 0
  const definitions: JsonObject = {}
  const nameOf = new Map<JsonObject, string>()

  /** The $ref to a schema's copy among the definitions, made on first use. */
  const define = (schema: JsonObject): JsonObject => {
    let name = nameOf.get(schema)
    if (name === undefined) {
      name = `s${nameOf.size}`
      nameOf.set(schema, name)
      definitions[name] = copy(schema)
    }
    return { $ref: `#/$defs/${name}` }
  }

  const branchesOf = (branches: unknown[], isExact: boolean): JsonObject => {
    const objects = branches.map(asObject)
    const isChoiceOfValues = objects.length > 0 && objects.every((branch) => isConstant(branch))
    if (isChoiceOfValues) return { enum: objects.map(onlyValue) }
    const references = objects.map(define)
    unions.push({ branches: objects, names: objects.map((branch) => nameOf.get(branch) as string) })
    const number = unions.length - 1
    const failed = { if: { anyOf: references }, else: { union: number } }
    if (!isExact || objects.length < 2) return failed
    return { if: { oneOf: references }, else: { ...failed, then: { several: number } } }
  }

  const contentsOf = ({ contains, minContains, maxContains }: JsonObject): JsonObject => {
    const rule = asObject(contains)
    tests += 1
    const reference = define(rule)
    tests -= 1
    const least = typeof minContains === 'number' ? minContains : 1
    const most = typeof maxContains === 'number' ? maxContains : Number.POSITIVE_INFINITY
    containments.push({ name: nameOf.get(rule) as string, rule, least, most })
    const test = { contains: reference, minContains: least, ...(Number.isFinite(most) && { maxContains: most }) }
    return { if: test, else: { contained: containments.length - 1 } }
  }

  const copyAny = (schema: unknown): unknown => (isObject(schema) ? copy(schema) : schema)

  const copyKeyword = (keyword: string, value: unknown): unknown => {
    if (keyword === 'not' || keyword === 'if') {
      tests += 1
      const test = copyAny(value)
      tests -= 1
      return test
    }
    if (ONE_SCHEMA.has(keyword)) return copyAny(value)
    if (keyword === 'items' || keyword === 'allOf') return Array.isArray(value) ? value.map(copyAny) : copyAny(value)
    if (SCHEMA_MAPS.has(keyword) && isObject(value)) {
      const map: JsonObject = {}
      for (const [name, schema] of Object.entries(value)) setOwn(map, name, copyAny(schema))
      return map
    }
    return value
  }

  const copy = (schema: JsonObject): JsonObject => {
    const plain: JsonObject = {}
    for (const [keyword, value] of Object.entries(schema)) {
      if (!LEFT_OUT.has(keyword)) setOwn(plain, keyword, copyKeyword(keyword, value))
    }
    const parts: unknown[] = Array.isArray(plain.allOf) ? plain.allOf : []
    if (typeof schema.$ref === 'string') {
      const target = resolveRef(root, schema.$ref)
      parts.push(isObject(target) ? define(target) : target !== false)
    }
    for (const [union, isExact] of [[schema.oneOf, true] as const, [schema.anyOf, false] as const]) {
      if (Array.isArray(union) && union.length > 0) parts.push(branchesOf(union, isExact))
    }
    if (schema.contains !== undefined) parts.push(contentsOf(schema))
    if (parts.length > 0) plain.allOf = parts
    const filled = tests > 0 ? [] : mustBeFilled(root, schema)
    if (filled.length > 0) plain.filled = filled
    const copied = isSecret(root, [schema], side) ? { if: { const: token }, else: plain } : plain
    originals.set(copied, schema)
    return copied
  }

  const copied = copy(root)
  originals.set(copied, root)
  return { schema: { ...copied, $defs: definitions }, unions, containments, originals }
}

const asObject = (schema: unknown): JsonObject => (isObject(schema) ? schema : schema === false ? { not: {} } : {})

const ANNOTATIONS = new Set(['title', 'description', 'type', 'const', 'enum', 'default', 'order', 'deprecated'])
const isConstant = (branch: JsonObject) =>
  onlyValue(branch) !== undefined && Object.keys(branch).every((keyword) => ANNOTATIONS.has(keyword))

/** The required properties in which empty text counts as missing: those for text that do not name "" as a value. */
function mustBeFilled(root: JsonObject, schema: JsonObject): string[] {
  if (!Array.isArray(schema.required)) return []
  const properties = isObject(schema.properties) ? schema.properties : {}
  return schema.required.filter((name) => {
    const property = own(properties, name)
    const views = isObject(property) ? spread(root, [property]) : []
    return views.some((view) => likelyTypes(view).includes('string')) && !views.some((view) => allowsEmpty(view))
  })
}

const allowsEmpty = (schema: JsonObject) =>
  schema.const === '' || schema.default === '' || (Array.isArray(schema.enum) && schema.enum.includes(''))
