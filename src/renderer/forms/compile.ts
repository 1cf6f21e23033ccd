import { metaOf, type FormNode } from './form-node.ts'
import { isObject, type Json } from './json.ts'
import { mergeSchemas } from './merge-schemas.ts'
import { finish, fixedWord } from './node-meta.ts'
import { resolve } from './refs.ts'
import { constantOf, text, typeOf } from './schema-traits.ts'
import { alternativesOf } from './alternatives.ts'

const MAX_DEPTH = 30
const MAX_NODES = 5000
// What the compiler works in, or leaves to main; a node gets back only what was prepared.
const COMPILED = new Set(
  'oneOf anyOf allOf $ref definitions $defs $schema $id id not properties items additionalProperties patternProperties then else dependencies dependentSchemas'.split(
    ' ',
  ),
)
const CONDITIONS = ['then', 'else'] as const

interface Place {
  name: string
  depth: number
  /** References being expanded, so that a schema that contains itself stops. */
  within: readonly string[]
  /** Whether an enum of one value is a fixed value here. */
  isFixed: boolean
}

/** Prepares the nodes of one schema for the form; `compileRef` continues where a recursive schema stopped. */
export function createCompiler(root: Json) {
  let nodes = 0
  const byRef = new Map<string, FormNode>()

  const compile = (source: unknown, place: Place): FormNode => {
    const { schema, within, cycle } = resolve(root, isObject(source) ? source : {}, place.within)
    if (cycle !== null) return finish({}, schema, place.name, 'recursive', { ref: cycle })
    nodes += 1
    if (nodes > MAX_NODES || place.depth > MAX_DEPTH)
      return finish(rest(schema), schema, place.name, 'leaf', { widget: 'json' })
    const inside: Place = { ...place, within, depth: place.depth + 1, isFixed: false }
    if (schema['writeOnly'] === true && !isObject(schema['const'])) {
      const isConstant = constantOf(schema, place.isFixed) !== null
      return finish(rest(schema), schema, place.name, isConstant ? 'constant' : 'secret')
    }
    const found = alternativesOf(root, schema)
    if (found.kind === 'choice') return compileChoice(found.schemas, schema, inside, place)
    if (found.kind === 'single') return compile(found.schema, { ...inside, isFixed: place.isFixed })
    return compileShape(found.schema, inside, place)
  }

  const compileShape = (schema: Json, inside: Place, place: Place): FormNode => {
    if (constantOf(schema, place.isFixed)) return finish(rest(schema), schema, place.name, 'constant')
    const type = typeOf(schema)
    if (type === 'object') return compileObject(schema, inside, place)
    if (type === 'array') return compileArray(schema, inside, place)
    return finish(rest(schema), schema, place.name, 'leaf')
  }

  /** A list; of plain texts or named values it is one field. */
  const compileArray = (schema: Json, inside: Place, place: Place): FormNode => {
    const source = schema['items'] ?? { type: 'string' }
    if (!isObject(source)) return finish(rest(schema), schema, place.name, 'leaf')
    const items = compile(source, { ...inside, name: 'item' })
    const { kind, widget, enumOptions } = metaOf(items)
    const node = { ...rest(schema), items }
    if (kind !== 'leaf') return finish(node, schema, place.name, 'list')
    if (enumOptions.length > 0) return finish(node, schema, place.name, 'leaf', { widget: 'checkboxes', enumOptions })
    return widget === 'text'
      ? finish(node, schema, place.name, 'leaf', { widget: 'tags' })
      : finish(node, schema, place.name, 'list')
  }

  const compileObject = (schema: Json, inside: Place, place: Place): FormNode => {
    const properties = isObject(schema['properties']) ? schema['properties'] : {}
    const hasConditions = 'if' in schema || 'dependencies' in schema || 'dependentSchemas' in schema
    if (Object.keys(properties).length === 0 && !hasConditions) {
      const values = schema['additionalProperties']
      if (!isObject(values)) return finish(rest(schema), schema, place.name, 'leaf', { widget: 'json' })
      const additionalProperties = compile(values, { ...inside, name: 'value' })
      return finish({ ...rest(schema), additionalProperties }, schema, place.name, 'map')
    }
    return finish({ ...rest(schema), ...compileParts(schema, inside, place.isFixed) }, schema, place.name, 'group')
  }

  /** The properties of an object, and those that its conditions add. */
  const compileParts = (schema: Json, inside: Place, isFixed: boolean): Json => {
    const required = namesIn(schema['required'])
    const parts: Json = {}
    if (isObject(schema['properties'])) {
      parts['properties'] = Object.fromEntries(
        Object.entries(schema['properties']).map(([name, property]) => [
          name,
          compile(property, { ...inside, name, isFixed: isFixed || required.includes(name) }),
        ]),
      )
    }
    for (const keyword of CONDITIONS) {
      const condition = schema[keyword]
      if (isObject(condition)) parts[keyword] = { ...condition, ...compileParts(condition, inside, false) }
    }
    const dependencies = schema['dependencies'] ?? schema['dependentSchemas']
    if (isObject(dependencies)) {
      parts['dependencies'] = Object.fromEntries(
        Object.entries(dependencies).map(([name, value]) => [
          name,
          isObject(value) && !value['oneOf'] ? { ...value, ...compileParts(value, inside, false) } : value,
        ]),
      )
    }
    return parts
  }

  const compileChoice = (schemas: Json[], schema: Json, inside: Place, place: Place): FormNode => {
    const base = isObject(schema['properties'])
      ? { properties: schema['properties'], required: namesIn(schema['required']) }
      : null
    const branches = schemas.map((branch, at) => {
      const { schema: resolved, within } = resolve(root, branch, inside.within)
      const whole = base
        ? mergeSchemas(base, resolved)
        : {
            ...(schema['type'] !== undefined && resolved['type'] === undefined && { type: schema['type'] }),
            ...resolved,
          }
      const node = compile(whole, { ...inside, within, isFixed: true })
      const { title, description } = resolved
      return {
        key: String(at),
        node,
        label: text(title) || fixedWord(resolved) || `Option ${at + 1}`,
        description: text(description),
      }
    })
    const shared = base ? Object.keys(base.properties) : []
    return finish({}, schema, place.name, 'choice', { branches, shared })
  }

  return {
    compile: (name = ''): FormNode => compile(root, { name, depth: 0, within: [], isFixed: false }),
    compileRef: (ref: string, name: string): FormNode => {
      const known = byRef.get(ref)
      if (known) return known
      nodes = 0
      const node = compile({ $ref: ref }, { name, depth: 0, within: [], isFixed: false })
      byRef.set(ref, node)
      return node
    },
  }
}

export type Compiler = ReturnType<typeof createCompiler>

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []

/** What is left of a node for rjsf: everything but what the compiler has worked in. */
function rest(schema: Json): Json {
  const kept = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !COMPILED.has(keyword)))
  return { ...kept, required: namesIn(schema['required']) }
}
