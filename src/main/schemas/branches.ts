import { isObject, own, type JsonObject } from '../../shared/json.ts'
import { ofProperty, propertyNames, spread } from './views.ts'

/** The property whose value says which branch is meant, with the value of each branch. */
export interface Discriminator {
  property: string
  values: unknown[]
}

/** The only value that a schema allows: its const or the single value of its enum. */
export function onlyValue(schema: JsonObject): unknown {
  if (Object.hasOwn(schema, 'const')) return schema.const
  return Array.isArray(schema.enum) && schema.enum.length === 1 ? schema.enum[0] : undefined
}

const fixedValue = (root: JsonObject, views: JsonObject[], property: string): unknown =>
  spread(root, ofProperty(views, property))
    .map(onlyValue)
    .find((value) => value !== undefined)

/** The property that has another fixed value in every branch, if there is one. */
export function discriminatorOf(root: JsonObject, branches: readonly JsonObject[]): Discriminator | undefined {
  const [first, ...others] = branches.map((branch) => spread(root, [branch]))
  if (!first || others.length === 0) return undefined
  for (const property of propertyNames(first)) {
    const values = [first, ...others].map((views) => fixedValue(root, views, property))
    const distinct = new Set(values.map((value) => JSON.stringify(value)))
    if (!values.includes(undefined) && distinct.size === values.length) return { property, values }
  }
  return undefined
}

/** The branch that a value names through the discriminator. */
export function namedBranch<T>(discriminator: Discriminator, branches: readonly T[], value: unknown): T | undefined {
  if (!isObject(value)) return undefined
  const name = JSON.stringify(own(value, discriminator.property))
  return branches[discriminator.values.findIndex((one) => JSON.stringify(one) === name)]
}

/** Whether a value has a type that the schema allows; integers are numbers. */
export function typeFits(root: JsonObject, branch: JsonObject, value: unknown): boolean {
  return spread(root, [branch], () => []).every((view) => {
    const types = [view.type].flat().filter((type) => typeof type === 'string')
    return types.length === 0 || types.some((type) => isOfType(type, value))
  })
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

/** Whether everything that a branch requires is there, by a test on property names. */
export function requiredFits(root: JsonObject, branch: JsonObject, isPresent: (name: string) => boolean): boolean {
  const required = spread(root, [branch], () => []).flatMap((view) =>
    Array.isArray(view.required) ? view.required.filter((name) => typeof name === 'string') : [],
  )
  return required.every(isPresent)
}
