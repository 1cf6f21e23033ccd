import { onlyValue } from '../../../shared/branches.ts'
import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import type { Target } from './references.ts'

/**
 * Gives the branches of an OpenAPI `discriminator` the fixed values that its mapping, or else their names, stand for, so
 * that they are distinguished like all others.
 */
export function nameByMapping(schema: JsonObject, find: (ref: string, from: JsonObject) => Target): void {
  const { discriminator } = schema
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string') return
  const property = discriminator.propertyName
  const mapping = isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : []
  for (const union of ['oneOf', 'anyOf']) {
    const branches = schema[union]
    if (!Array.isArray(branches)) continue
    schema[union] = branches.map((branch) => {
      if (!isObject(branch) || typeof branch.$ref !== 'string' || isNamed(find(branch.$ref, branch), property))
        return branch
      const name = branch.$ref.replace(/^.*\//, '')
      const value = mapping.find(([, to]) => to === branch.$ref || to === name)?.[0] ?? name
      return { title: name, allOf: [branch], properties: { [property]: { const: value } }, required: [property] }
    })
  }
}

const isNamed = (target: Target, property: string): boolean => {
  const properties = target.kind === 'local' && isObject(target.schema) ? target.schema.properties : undefined
  const declared = isObject(properties) ? own(properties, property) : undefined
  return isObject(declared) && onlyValue(declared) !== undefined
}

const TELLS_NOTHING = new Set(['type', 'title', 'description', 'order'])

/**
 * Makes choices plain: a branch that is only a choice itself gives its branches to the outer one, and in each branch a
 * list of one value becomes the fixed value that tells the branch, which also names a branch without a title.
 */
export function flattenChoices(schema: JsonObject, place: Place, report: Report): void {
  for (const name of ['oneOf', 'anyOf'] as const) {
    const branches = schema[name]
    if (!Array.isArray(branches)) continue
    const flat = branches.flatMap((branch, index) => {
      const inner = isObject(branch) && isOnlyChoice(branch, name) ? branch[name] : undefined
      if (!Array.isArray(inner)) return [branch]
      report('nested_one_of', [...place, name, index])
      return inner
    })
    schema[name] = flat.map((branch, index) =>
      isObject(branch) ? tidyBranch(branch, [...place, name, index], report) : branch,
    )
  }
}

const isOnlyChoice = (branch: JsonObject, name: string): boolean =>
  Array.isArray(branch[name]) && Object.keys(branch).every((keyword) => keyword === name || TELLS_NOTHING.has(keyword))

function tidyBranch(branch: JsonObject, place: Place, report: Report): JsonObject {
  if (!isObject(branch.properties)) return branch
  const properties = Object.fromEntries(
    Object.entries(branch.properties).map(([key, property]) => {
      if (!isObject(property) || Object.hasOwn(property, 'const') || onlyValue(property) === undefined)
        return [key, property]
      report('enum_as_const', [...place, 'properties', key])
      const { enum: _values, ...rest } = property
      return [key, { ...rest, const: onlyValue(property) }]
    }),
  )
  const named = { ...branch, properties }
  const tag = Object.keys(properties)
    .map((key) => own(properties, key))
    .find((property) => isObject(property) && typeof property.const === 'string')
  return branch.title === undefined && isObject(tag) ? { ...named, title: tag.const } : named
}
