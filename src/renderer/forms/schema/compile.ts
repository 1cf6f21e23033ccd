import { readChoice } from '../../../shared/branches.ts'
import { type EntrySchemas, isSecret, type Side } from '../../../shared/secret-places.ts'
import { typesIn } from '../../../shared/types.ts'
import { ofItems, ofProperty, ofUndeclared, spread, takesNull } from '../../../shared/views.ts'
import { metaOf, type Branch, type ConditionPart, type FormNode } from './form-node.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import { mergeSchemas } from './merge-schemas.ts'
import { finish } from './node-meta.ts'
import { text } from '../../text/text.ts'
import { compileConditions, conditionalNames, onlyLimits, propertyIn } from './compile-conditions.ts'
import { nameApart, outline, withDistinctLabels, wordsOf } from './branch-words.ts'
import { conditionalSchemas, resolve, withConditions } from './refs.ts'
import { constantOf, typeOf } from './schema-traits.ts'
import { waysByType } from './ways-by-type.ts'
import { alternativesOf } from './alternatives.ts'

const MAX_DEPTH = 30
const MAX_NODES = 5000
// Keywords that the compiler replaces or leaves to main; a compiled node gets only the replacements.
const COMPILED = new Set(
  'oneOf anyOf allOf $ref definitions $defs $schema $id id not properties items additionalProperties patternProperties if then else dependencies dependentSchemas x-conditions'.split(
    ' ',
  ),
)

interface Place {
  name: string
  /** All schemas that apply to this place, in any branch. */
  schemas: readonly JsonObject[]
  depth: number
  /** The references being expanded, so a recursive schema stops. */
  within: readonly string[]
  /** Whether a single allowed value is fixed here, so there is nothing to choose. */
  isFixed: boolean
  /** Of a branch, whether a property names it. */
  isNaming?: ((name: string, property: JsonObject) => boolean) | undefined
  /** Whether a schema around this one, for the same place, names null among its values. */
  isNullable?: boolean
}

/** Compiles the schema of one side for the form; `compileRef` continues where a recursive schema stopped. */
export function createCompiler(root: JsonObject, side: Side) {
  let nodes = 0
  const byRef = new Map<string, FormNode>()

  const compile = (source: unknown, place: Place): FormNode => {
    const { schema, within, cycle } = resolve(root, isObject(source) ? source : {}, place.within)
    if (cycle !== null)
      return finish({}, schema, place.name, 'recursive', { ref: cycle, isNullable: takesNull(root, source) })
    nodes += 1
    if (nodes > MAX_NODES || place.depth > MAX_DEPTH)
      return finish(rest(schema), schema, place.name, 'leaf', { widget: 'json' })
    const inside: Place = {
      ...place,
      within,
      depth: place.depth + 1,
      isFixed: false,
      isNaming: undefined,
      isNullable: false,
    }
    const alternatives = alternativesOf(root, schema)
    const ways = alternatives.kind === 'none' ? waysByType(alternatives.schema) : null
    // In auth, a plain value is a secret also where another branch has a group in its place.
    const isPlain = alternatives.kind === 'none' && !typesOf(alternatives.schema).includes('object')
    if (place.depth > 0 && (isSecret(root, place.schemas, side) || (side === 'auth' && isPlain))) {
      const node = { ...rest(schema), writeOnly: true }
      if (constantOf(schema, place.isFixed) !== null) return finish(node, schema, place.name, 'constant')
      const branches =
        alternatives.kind === 'choice' ? alternatives.schemas.map((branch, at) => secretBranch(branch, at, inside)) : []
      return finish(node, alternatives.kind === 'none' ? alternatives.schema : schema, place.name, 'secret', {
        branches,
      })
    }
    const isNullable = place.isNullable === true || takesNull(root, source)
    if (alternatives.kind === 'single')
      return compile(alternatives.schema, { ...inside, isFixed: place.isFixed, isNaming: place.isNaming, isNullable })
    const node =
      alternatives.kind === 'choice'
        ? compileChoice(alternatives.schemas, schema, inside, place)
        : ways
          ? compileChoice(ways.ways, ways.words, inside, place)
          : compileShape(alternatives.schema, inside, place)
    return isNullable ? { ...node, 'x-form': { ...metaOf(node), isNullable } } : node
  }

  const compileShape = (schema: JsonObject, inside: Place, place: Place): FormNode => {
    // What may also be null is chosen.
    if (place.isNullable !== true && constantOf(schema, place.isFixed))
      return finish(rest(schema), schema, place.name, 'constant')
    if (Object.hasOwn(schema, 'const')) return finish(rest(schema), schema, place.name, 'leaf')
    const type = typeOf(schema)
    if (type === 'object') return compileObject(schema, inside, place)
    if (type === 'array') return compileArray(schema, inside, place)
    return finish(rest(schema), schema, place.name, 'leaf')
  }

  /** A list; a list of plain texts or named values is a single field. */
  const compileArray = (schema: JsonObject, inside: Place, place: Place): FormNode => {
    const source = schema['items']
    if (!isObject(source)) return finish(rest(schema), schema, place.name, 'leaf')
    const items = compile(source, { ...inside, name: 'item', schemas: ofItems(spread(root, inside.schemas)) })
    const { kind, widget, enumOptions } = metaOf(items)
    // A list of anything is one field.
    if (kind === 'leaf' && items['type'] === undefined && enumOptions.length === 0)
      return finish(rest(schema), schema, place.name, 'leaf')
    const node = { ...rest(schema), items }
    if (kind !== 'leaf') return finish(node, schema, place.name, 'list')
    if (enumOptions.length > 0) return finish(node, schema, place.name, 'leaf', { widget: 'checkboxes', enumOptions })
    return widget === 'text'
      ? finish(node, schema, place.name, 'leaf', { widget: 'tags' })
      : finish(node, schema, place.name, 'list')
  }

  /** The entries of an object whose names nobody declares, if its schema says what they are. */
  const compileEntries = (schema: JsonObject, inside: Place): JsonObject | null => {
    const { additionalProperties: values, patternProperties: patterns } = schema
    const schemas = ofUndeclared(spread(root, inside.schemas))
    const entry = (source: unknown) => compile(source, { ...inside, name: 'value', schemas })
    const named = isObject(patterns) ? Object.entries(patterns).filter(([, source]) => source !== false) : []
    if (!isObject(values) && named.length === 0) return null
    return {
      ...(named.length > 0 && {
        patternProperties: Object.fromEntries(named.map(([pattern, source]) => [pattern, entry(source)])),
      }),
      ...(isObject(values) && { additionalProperties: entry(values) }),
    }
  }

  const compileObject = (schema: JsonObject, inside: Place, place: Place): FormNode => {
    const properties = isObject(schema['properties']) ? schema['properties'] : null
    const entries = compileEntries(schema, inside)
    if (Object.keys(properties ?? {}).length === 0 && conditionalSchemas(schema).length === 0) {
      if (entries) return finish({ ...rest(schema), ...entries }, schema, place.name, 'map')
      if (!properties) return finish(rest(schema), schema, place.name, 'leaf', { widget: 'json' })
    }
    const { conditions, ...part } = compilePart(schema, {}, inside, place.isNaming)
    const declared = [...Object.keys(part.properties), ...conditionalNames(conditions)]
    const others =
      entries && finish(entries, { title: text.values.others }, 'others', 'map', { declared, isAlwaysShown: true })
    const isEmpty =
      !others && conditions.length === 0 && Object.values(part.properties).every((node) => metaOf(node).isHidden)
    const node = finish({ ...rest(schema), ...part }, schema, place.name, 'group', { conditions, others })
    return isEmpty ? { ...node, 'x-form': { ...metaOf(node), isHidden: true } } : node
  }

  /** The properties of an object or of a condition in it, where `base` are the object's own, and what conditions add. */
  const compilePart = (
    schema: JsonObject,
    base: JsonObject,
    inside: Place,
    isNaming: Place['isNaming'],
  ): ConditionPart => {
    const views = spread(root, inside.schemas)
    const required = namesIn(schema['required'])
    const declaredProperties = isObject(schema['properties']) ? schema['properties'] : {}
    const all = { ...base, ...declaredProperties }
    // A required field without a declaration still needs a control.
    const missing = required.filter((name) => !Object.hasOwn(all, name)).map((name): [string, unknown] => [name, {}])
    const properties = Object.entries(declaredProperties)
      .filter(([name, property]) => !onlyLimits(property, propertyIn(base, name)))
      .map(
        ([name, property]) => [name, Object.hasOwn(base, name) ? { allOf: [base[name], property] } : property] as const,
      )
      .concat(missing)
      .map(([name, property]) => {
        const isRequired = required.includes(name)
        const schemas = ofProperty(views, name)
        const node = compile(property, {
          ...inside,
          name,
          schemas,
          isFixed: isRequired || (isObject(property) && isNaming?.(name, property)) === true,
        })
        return [name, isRequired ? neverHidden(node) : node] as const
      })
    return {
      properties: withDistinctLabels(Object.fromEntries(properties)),
      required,
      conditions: compileConditions(root, schema, (source) => {
        const { schema: part, within, cycle } = resolve(root, source, inside.within)
        if (cycle !== null || inside.depth > MAX_DEPTH) return { properties: {}, required: [], conditions: [] }
        return compilePart(part, all, { ...inside, within, depth: inside.depth + 1 }, undefined)
      }),
    }
  }

  /** A branch of a secret that is a choice as a whole: one control, because no part of it has a path of its own. */
  const secretBranch = (source: JsonObject, at: number, { within, name }: Place): Branch => {
    const { schema } = resolve(root, source, within)
    const node = finish(rest(schema), schema, name, 'secret', { placeholder: outline(schema) })
    return { key: String(at), node, ...wordsOf(schema, at) }
  }

  const compileChoice = (schemas: JsonObject[], schema: JsonObject, inside: Place, place: Place): FormNode => {
    const conditions = conditionalSchemas(schema)
    const base =
      isObject(schema['properties']) || conditions.length > 0
        ? {
            properties: isObject(schema['properties']) ? schema['properties'] : {},
            required: namesIn(schema['required']),
          }
        : null
    const choice = readChoice(root, schemas)
    const tag = choice.discriminator?.property
    const isNaming = (name: string, property: JsonObject) =>
      tag === undefined ? typeof constantOf(property, true)?.value === 'string' : name === tag
    const branches = schemas.map((branch, at) => {
      const { schema: resolved, within } = resolve(root, branch, inside.within)
      const whole = base
        ? withConditions(mergeSchemas(base, resolved), [...conditions, ...conditionalSchemas(resolved)])
        : {
            ...(schema['type'] !== undefined && resolved['type'] === undefined && { type: schema['type'] }),
            ...resolved,
          }
      const isObjectBranch = typeOf(whole) === 'object' && !isObject(whole['additionalProperties'])
      // A branch that names no fields asks for none.
      const node = compile(isObjectBranch ? { properties: {}, ...whole } : whole, {
        ...inside,
        within,
        isFixed: true,
        isNaming,
      })
      return { key: String(at), node, ...wordsOf(resolved, at) }
    })
    nameApart(branches)
    const shared = base ? Object.keys(base.properties) : []
    const initial = schema['default'] === undefined ? {} : { default: schema['default'] }
    return finish(initial, schema, place.name, 'choice', { branches, choice, shared })
  }

  return {
    compile: (name = ''): FormNode => compile(root, { name, schemas: [root], depth: 0, within: [], isFixed: false }),
    compileRef: (ref: string, name: string): FormNode => {
      const known = byRef.get(ref)
      if (known) return known
      nodes = 0
      const source = { $ref: ref }
      const node = compile(source, { name, schemas: [source], depth: 0, within: [], isFixed: false })
      byRef.set(ref, node)
      return node
    },
  }
}

/** The compilers of both sides of an entry. */
export const createCompilers = ({ configSchema, authSchema }: EntrySchemas) => ({
  config: createCompiler(configSchema, 'config'),
  auth: createCompiler(authSchema, 'auth'),
})

/** The types that a plain schema has, by name or by its other keywords. */
const typesOf = (schema: JsonObject): (string | undefined)[] =>
  typesIn(schema).length > 0 ? typesIn(schema) : [typeOf(schema)]

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []

/** The node for rjsf, without the keywords that the compiler replaced. */
function rest(schema: JsonObject): JsonObject {
  const rest = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !COMPILED.has(keyword)))
  return { ...rest, required: namesIn(schema['required']) }
}

/** A required field without a value of its own cannot be hidden, because nobody could fill it in. */
function neverHidden(node: FormNode): FormNode {
  const meta = metaOf(node)
  const hasValue = meta.kind === 'constant' || (node['default'] !== undefined && node['default'] !== null)
  const isField = meta.kind === 'leaf' || meta.kind === 'secret'
  return meta.isHidden && isField && !hasValue ? { ...node, 'x-form': { ...meta, isHidden: false } } : node
}
