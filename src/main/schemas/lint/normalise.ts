import { canonicalKeywords } from './canonical-keywords.ts'
import { flattenChoices, nameByMapping } from './choices.ts'
import { type Role, withItemValues } from './field-types.ts'
import { fileFault } from '../../../shared/files/file-faults.ts'
import { isObject, type JsonObject, setOwn } from '../../../shared/json.ts'
import { formatPath } from '../../../shared/path.ts'
import { repairPattern } from '../patterns/patterns.ts'
import { type Place, problem, type Problem, type Report } from '../../../shared/problems.ts'
import { createReferences } from './references.ts'
import { repairValues } from './repair.ts'
import { readType } from './convert-type.ts'
import { withNull } from './with-null.ts'

const DIALECT = 'http://json-schema.org/draft-07/schema#'
const KNOWN_DIALECT = /^http:\/\/json-schema\.org\/draft-0[67]\/schema#?$/

const ONE_PART = 'not if then else contains propertyNames unevaluatedProperties unevaluatedItems'.split(' ')

export interface Normalised {
  schema: JsonObject
  problems: Problem[]
}

/**
 * An untrusted schema of any draft, within the limits, as a plain one: known keywords with values that fit, references
 * only to `#` and `#/definitions/NAME`. What was changed is reported; paths start with `start`.
 */
export function normalise(root: JsonObject, start: string): Normalised {
  const problems: Problem[] = []
  const report: Report = (code, place, detail) => problems.push(problem(code, pathText(start, place), detail))
  const find = createReferences(root)
  const names = new Map<unknown, string>()
  const waiting: { schema: unknown; name: string; place: Place }[] = []

  if (hasSeveralTargets(root)) report('dynamic_ref', [])
  if (isEvaluationUnsure(root)) report('unsure_evaluation', [])

  const refer = (ref: string, place: Place, from: JsonObject): JsonObject | undefined => {
    const target = find(ref, from)
    if (target.kind === 'remote') report('remote_ref', place, ref)
    if (target.kind === 'dangling') report('dangling_ref', place, ref)
    if (target.kind !== 'local') return undefined
    if (target.schema === root) return { $ref: '#' }
    let name = names.get(target.schema)
    if (name === undefined) {
      name = freeName(ref, new Set(names.values()))
      names.set(target.schema, name)
      waiting.push({ schema: target.schema, name, place: ['definitions', name] })
    }
    return { $ref: `#/definitions/${name}` }
  }

  const schemaAt = (raw: unknown, place: Place, role: Role): JsonObject | boolean => {
    if (typeof raw === 'boolean' && role === 'part') return raw
    if (raw === true || raw === null) return withItemValues({}, place, role, report)
    if (raw === false) return false
    if (typeof raw === 'string' && readType(raw)) {
      report('bad_type', place, raw)
      return { ...readType(raw) }
    }
    if (!isObject(raw)) {
      report('bad_schema', place)
      return withItemValues({}, place, role, report)
    }
    const schema = canonicalKeywords(raw, place, report)
    const ref = schema.$ref
    delete schema.$ref
    if (typeof ref === 'string') Object.assign(schema, refer(ref, place, raw))
    nameByMapping(schema, find)
    normaliseParts(schema, place)
    flattenChoices(schema, place, report)
    const listed = withItemValues(schema, place, role, report)
    repairValues(listed, place, report)
    return raw.nullable === true ? withNull(listed) : listed
  }

  /** Normalises the schemas inside a schema. */
  const normaliseParts = (schema: JsonObject, place: Place): void => {
    for (const name of ['allOf', 'anyOf', 'oneOf']) {
      const parts = schema[name]
      if (Array.isArray(parts))
        schema[name] = parts.map((part, index) => schemaAt(part, [...place, name, index], 'part'))
    }
    for (const name of ONE_PART) {
      if (Object.hasOwn(schema, name)) schema[name] = schemaAt(schema[name], [...place, name], 'part')
    }
    for (const name of ['additionalProperties', 'additionalItems']) {
      if (isObject(schema[name])) schema[name] = schemaAt(schema[name], [...place, name], 'field')
    }
    normaliseItems(schema, place)
    if (Array.isArray(schema.properties)) schema.properties = propertiesOfList(schema.properties)
    for (const name of ['properties', 'patternProperties', 'dependentSchemas', 'dependencies']) {
      const map = schema[name]
      if (isObject(map)) schema[name] = normaliseMap(schema, name, map, [...place, name])
    }
  }

  const normaliseMap = (schema: JsonObject, keyword: string, map: JsonObject, place: Place): JsonObject => {
    const result: JsonObject = {}
    const role = keyword === 'properties' || keyword === 'patternProperties' ? 'field' : 'part'
    for (const [key, raw] of Object.entries(map)) {
      const there = [...place, key]
      if (keyword === 'properties' && key === '') {
        report('nameless_property', place)
        continue
      }
      const name = keyword === 'patternProperties' ? repairPattern(key, there, report) : key
      if (name === undefined) {
        // Names that a pattern allowed which is left out must not be refused now.
        if (schema.additionalProperties === false) schema.additionalProperties = schemaAt(raw, there, role)
        continue
      }
      const isListOfNames = keyword === 'dependencies' && Array.isArray(raw)
      setOwn(result, name, isListOfNames ? raw.filter((one) => typeof one === 'string') : schemaAt(raw, there, role))
      if (keyword === 'properties' && isObject(raw) && raw.required === true) requireToo(schema, key)
    }
    return result
  }

  const normaliseItems = (schema: JsonObject, place: Place): void => {
    if (Array.isArray(schema.prefixItems)) {
      if (isObject(schema.items) || typeof schema.items === 'boolean') schema.additionalItems = schema.items
      schema.items = schema.prefixItems
      delete schema.prefixItems
    }
    const items = schema.items
    if (Array.isArray(items))
      schema.items = items.map((item, index) => schemaAt(item, [...place, 'items', index], 'field'))
    else if (items !== undefined) schema.items = schemaAt(items, [...place, 'items'], 'field')
  }

  const isDraft7 = typeof root.$schema === 'string' && KNOWN_DIALECT.test(root.$schema)
  if (!isDraft7 && Object.keys(root).length > 0)
    report('schema_dialect', ['$schema'], typeof root.$schema === 'string' ? root.$schema : fileFault('nothing', {}))
  const normalised = schemaAt({ ...root, type: root.type ?? 'object' }, [], 'field') as JsonObject
  const definitions: JsonObject = {}
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    setOwn(definitions, next.name, schemaAt(next.schema, next.place, 'field'))
  }
  const schema: JsonObject = { $schema: DIALECT, ...normalised }
  if (Object.keys(definitions).length > 0) schema.definitions = definitions
  return { schema, problems }
}

/**
 * Whether a schema asks which items or fields others have looked at where Ajv counts too many of them: those of a
 * `contains`, and those of an `if` that did not hold.
 */
function isEvaluationUnsure(root: JsonObject): boolean {
  const words = new Set<string>()
  let hasHalfIf = false
  const open: unknown[] = [root]
  while (open.length > 0) {
    const node = open.pop()
    if (Array.isArray(node)) open.push(...node)
    if (!isObject(node)) continue
    for (const word of Object.keys(node)) words.add(word)
    if (node.if !== undefined && (node.then === undefined || node.else === undefined)) hasHalfIf = true
    open.push(...Object.values(node))
  }
  const items = words.has('unevaluatedItems')
  const choices = ['contains', 'if', 'anyOf', 'oneOf'].some((word) => words.has(word))
  return (items && choices) || (words.has('unevaluatedProperties') && hasHalfIf)
}

/** Whether a dynamic reference could lead to one schema or another, by the way on which it is reached. */
function hasSeveralTargets(root: JsonObject): boolean {
  const anchors = new Map<unknown, number>()
  let isUsed = false
  const open: unknown[] = [root]
  while (open.length > 0) {
    const node = open.pop()
    if (Array.isArray(node)) open.push(...node)
    if (!isObject(node)) continue
    if (typeof node.$dynamicRef === 'string') isUsed = true
    if (typeof node.$dynamicAnchor === 'string')
      anchors.set(node.$dynamicAnchor, (anchors.get(node.$dynamicAnchor) ?? 0) + 1)
    open.push(...Object.values(node))
  }
  return isUsed && [...anchors.values()].some((count) => count > 1)
}

const pathText = (start: string, place: Place) => formatPath(start === '' ? place : [start, ...place])

function requireToo(schema: JsonObject, name: string): void {
  const required = Array.isArray(schema.required) ? schema.required : []
  if (!required.includes(name)) schema.required = [...required, name]
}

/** A name for a definition: the last part of what referred to it, made unique. */
function freeName(ref: string, names: ReadonlySet<string>): string {
  const base = (/[^/#]+$/.exec(ref)?.[0] ?? 'schema').replace(/[^A-Za-z0-9_.-]/g, '_')
  for (let number = 2, name = base; ; name = `${base}_${number++}`) if (!names.has(name)) return name
}

/**
 * Properties as the list that some tools write, `[{ name, displayName, type, default, options, typeOptions }]`, in the
 * shape of JSON Schema. What has no name is left out, as are notices, which hold no value.
 */
function propertiesOfList(list: unknown[]): JsonObject {
  const properties: JsonObject = {}
  for (const item of list) {
    if (isObject(item) && typeof item.name === 'string' && item.type !== 'notice') {
      setOwn(properties, item.name, schemaOf(item))
    }
  }
  return properties
}

function schemaOf(item: JsonObject): JsonObject {
  const { name: _name, displayName, displayOptions: _when, typeOptions, options, placeholder, type, ...rest } = item
  const hints = isObject(typeOptions) ? typeOptions : {}
  const schema: JsonObject = { ...rest }
  if (displayName !== undefined) schema.title = displayName
  if (placeholder !== undefined && placeholder !== '') schema.examples = [placeholder]
  if (hints.password === true) schema.writeOnly = true
  if (typeof hints.rows === 'number' && hints.rows > 1) schema.multiline = true
  if (typeof hints.minValue === 'number') schema.minimum = hints.minValue
  if (typeof hints.maxValue === 'number') schema.maximum = hints.maxValue
  if (type === 'hidden') schema.airbyte_hidden = true
  const choices = Array.isArray(options) ? options.filter(isObject) : []
  if (type === 'collection' || type === 'fixedCollection') {
    return { ...withoutDefault(schema), type: 'object', properties: propertiesOfList(choices) }
  }
  if (type === 'multiOptions') return { ...schema, type: 'array', items: choiceOf(choices), uniqueItems: true }
  if (type === 'options') return { ...schema, ...choiceOf(choices) }
  return { ...schema, type: type === 'hidden' || type === undefined ? 'string' : type }
}

function withoutDefault({ default: _default, ...schema }: JsonObject): JsonObject {
  return schema
}

/** Named values; a list of properties in the place of values makes a choice of nothing, so it stays text. */
function choiceOf(options: JsonObject[]): JsonObject {
  const values = options.filter((option) => Object.hasOwn(option, 'value'))
  if (values.length === 0) return { type: 'string' }
  const oneOf = values.map(({ name, value }) =>
    typeof name === 'string' ? { const: value, title: name } : { const: value },
  )
  return { oneOf }
}
