import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import { resolveRef } from '../../../shared/views.ts'

type Alternatives = { kind: 'none' | 'single'; schema: JsonObject } | { kind: 'choice'; schemas: JsonObject[] }

const SHAPES = ['type', 'properties', 'const', 'enum', 'items', '$ref', 'oneOf', 'anyOf', 'allOf', 'format', 'title']

/**
 * The meaning of `oneOf` or `anyOf` for a person: a choice of branches; or no choice, when they are only null or named
 * values, which become an optional field or an enum. Main alone checks constraints without a shape.
 */
export function alternativesOf(root: JsonObject, schema: JsonObject): Alternatives {
  const { oneOf, anyOf, ...plain } = schema
  const listed = Array.isArray(oneOf) ? oneOf : anyOf
  if (!Array.isArray(listed)) return { kind: 'none', schema: plain }
  // Branches that only make fields of the node required are not a choice.
  const shapes = isObject(plain['properties']) ? SHAPES.filter((word) => word !== 'type' && word !== 'title') : SHAPES
  const isAnything = (branch: JsonObject) => !isObject(plain['properties']) && Object.keys(branch).length === 0
  const schemas = listed
    .filter(isObject)
    .filter((branch) => isAnything(branch) || shapes.some((keyword) => keyword in branch))
    .filter((branch) => !isNull(root, branch))
  const [only] = schemas
  if (only === undefined) return { kind: 'none', schema: plain }
  if (schemas.length === 1) return { kind: 'single', schema: single(only, plain) }
  if (schemas.every((branch) => branch['const'] !== undefined && !isObject(branch['const']))) {
    const names = schemas.map((branch) => branch['title'] ?? String(branch['const']))
    const words = schemas.map((branch) => branch['description'] ?? '')
    const named = { enum: schemas.map((branch) => branch['const']), enumNames: names, enumDescriptions: words }
    return { kind: 'none', schema: { ...plain, ...named } }
  }
  return { kind: 'choice', schemas }
}

const isNull = (root: JsonObject, branch: JsonObject): boolean => {
  const target = typeof branch['$ref'] === 'string' ? resolveRef(root, branch['$ref']) : branch
  return own(target, 'type') === 'null' || own(target, 'const') === null
}

/** Merges a single alternative into the node; title and description of the node win. */
function single(only: JsonObject, plain: JsonObject): JsonObject {
  const { type, ...words } = plain
  return { allOf: [only, 'type' in only || '$ref' in only || type === undefined ? words : plain] }
}
