import { isEqual, isObject, own, type JsonObject } from './json.ts'
import { fitsType, likelyTypes, typeOf, typesIn } from './types.ts'
import { ALWAYS, ofProperty, ofUndeclared, propertyNames, requiredNames, spread } from './views.ts'

/** The property whose value names the branch that is meant, with the values that stand for each branch. */
interface Discriminator {
  property: string
  values: readonly (readonly unknown[])[]
}

/** A oneOf or anyOf, read for what tells its branches apart. */
export interface Choice {
  discriminator: Discriminator | undefined
  /**
   * The branches that a value may belong to, as indexes, the likeliest first; none when it fits no branch, all when it
   * says nothing. `storedNames` are the members that are there and not in the value, as they are secret.
   */
  branchesFor(value: unknown, storedNames?: readonly string[]): number[]
}

/** The only value that a schema allows: its const or the single value of its enum. */
export function onlyValue(schema: JsonObject): unknown {
  if (Object.hasOwn(schema, 'const')) return schema.const
  return Array.isArray(schema.enum) && schema.enum.length === 1 ? schema.enum[0] : undefined
}

/** Whether neither a value nor a secret stored beside it could tell a branch. */
export const isBlank = (value: unknown, storedNames: readonly string[]): boolean =>
  storedNames.length === 0 &&
  (value === undefined || value === null || (isObject(value) && namesIn(value).length === 0))

const namesIn = (value: unknown): string[] =>
  isObject(value) ? Object.keys(value).filter((name) => value[name] !== undefined) : []

const choices = new WeakMap<JsonObject, { branches: readonly JsonObject[]; choice: Choice }>()

/**
 * Reads the branches of a oneOf or anyOf. A discriminator decides alone; without one, fixed values come before names
 * that a branch declares, and those before names that it requires.
 */
export function readChoice(root: JsonObject, branches: readonly JsonObject[]): Choice {
  const [first] = branches
  const known = first && choices.get(first)
  // A list has the same choice for each of its items.
  if (known?.branches.length === branches.length && known.branches.every((branch, at) => branch === branches[at]))
    return known.choice
  const choice = createChoice(root, branches)
  if (first) choices.set(first, { branches, choice })
  return choice
}

function createChoice(root: JsonObject, branches: readonly JsonObject[]): Choice {
  const traits = branches.map((branch) => readBranch(root, branch))
  const discriminator = discriminatorOf(traits)
  const real = [...traits.keys()].filter((at) => !traits[at]?.isNull)
  const single = real.length === 1 ? (real[0] as number) : -1

  const branchesFor = (value: unknown, storedNames: readonly string[] = []): number[] => {
    const names = [...new Set([...namesIn(value), ...storedNames])]
    const group = value === undefined && names.length > 0 ? {} : value
    // A single branch beside null is no choice.
    if (single >= 0 && value !== null) return [single]
    const possible = [...traits.keys()].filter((at) => group === undefined || traits[at]?.fits(group))
    const tag = discriminator && own(value, discriminator.property)
    if (discriminator && isTag(tag)) return possible.filter((at) => discriminator.values[at]?.some(equals(tag)))
    if (names.length === 0) return possible

    const ranked = possible
      .map((at) => ({ at, ...(traits[at] as Traits).rank(names, value) }))
      .toSorted((a, b) => compare(b, a) || a.at - b.at)
    const [best] = ranked
    // Where nothing is fixed, a value may belong to each branch that has all it requires, as in an anyOf.
    return ranked
      .filter((one) => best && (compare(one, best) === 0 || (!best.isNamed && !one.isOther && one.isComplete)))
      .map(({ at }) => at)
  }
  return { discriminator, branchesFor }
}

const isTag = (tag: unknown) => tag !== undefined && tag !== null && tag !== ''
const equals = (value: unknown) => (other: unknown) => isEqual(value, other)

/** How well a value fits a branch, by its names and fixed values. */
interface Rank {
  /** A fixed value of the branch is there, and none that contradicts. */
  isNamed: boolean
  /** A fixed value of the branch is contradicted. */
  isOther: boolean
  /** Members that the branch knows, less those that it does not. */
  score: number
  /** Everything that the branch requires is there. */
  isComplete: boolean
}

const compare = (a: Rank, b: Rank): number =>
  Number(a.isNamed) - Number(b.isNamed) || a.score - b.score || Number(a.isComplete) - Number(b.isComplete)

interface Traits {
  /** The branch is null and nothing else. */
  isNull: boolean
  /** The branch is for objects, of which it says what they are. */
  isGroup: boolean
  /** The properties that it declares whatever the value is. */
  properties: string[]
  /** Whether the types of the branch allow a value. */
  fits(value: unknown): boolean
  /** The values that the branch lists for a property; null where it lists none. */
  valuesOf(name: string): readonly unknown[] | null
  rank(names: readonly string[], value: unknown): Rank
}

function readBranch(root: JsonObject, branch: JsonObject): Traits {
  const views = spread(root, [branch], ALWAYS)
  const names = new Set(propertyNames(spread(root, [branch])))
  const required = requiredNames(views)
  const takesOthers = ofUndeclared(views).length > 0
  const named = views.map(likelyTypes).filter((types) => types.length > 0)
  const types = named.length > 0 ? named : [(listedIn(views) ?? []).map(typeOf)]
  const isShaped = views.some((view) => typesIn(view).length > 0) || names.size > 0 || takesOthers

  const members = new Map<string, { types: string[][]; values: readonly unknown[] | null }>()
  const memberOf = (name: string) => {
    const known = members.get(name)
    if (known) return known
    const schemas = spread(root, ofProperty(views, name), ALWAYS)
    const member = { types: schemas.map(likelyTypes), values: listedIn(schemas) }
    members.set(name, member)
    return member
  }
  const fits = (value: unknown) => types.every((some) => fitsType(some, value))

  return {
    isNull: fits(null) && named.length > 0 && !['', 0, true, [], {}].some(fits),
    isGroup: isShaped && fits({}),
    properties: propertyNames(views),
    fits,
    valuesOf: (name) => memberOf(name).values,
    rank: (present, value) => {
      const rank = { isNamed: false, isOther: false, score: 0 }
      for (const name of present) {
        if (!names.has(name)) {
          rank.score -= takesOthers ? 0 : 1
          continue
        }
        const member = memberOf(name)
        const actual = own(value, name)
        if (actual === undefined || actual === null) {
          rank.score += 1
          continue
        }
        const isListed = member.values?.some(equals(actual))
        if (member.values?.length === 1) rank[isListed ? 'isNamed' : 'isOther'] = true
        rank.score += Number(isListed ?? member.types.every((some) => fitsType(some, actual)))
      }
      const isComplete = required.every((name) => present.includes(name))
      return { ...rank, isNamed: rank.isNamed && !rank.isOther, isComplete }
    },
  }
}

/** The values but null that the schemas of one place list as a const, an enum or a choice; the shortest list counts. */
function listedIn(views: readonly JsonObject[]): readonly unknown[] | null {
  const lists = views.map(listOf).filter((list) => list !== null)
  const [shortest] = lists.toSorted((a, b) => a.length - b.length)
  return shortest?.filter((value) => value !== null) ?? null
}

function listOf(view: JsonObject): readonly unknown[] | null {
  if (Object.hasOwn(view, 'const')) return [view.const]
  if (Array.isArray(view.enum)) return view.enum
  const union = [view.oneOf, view.anyOf].find(Array.isArray) as unknown[] | undefined
  const values = (union ?? []).map((one) => (isObject(one) ? onlyValue(one) : undefined))
  return values.length > 0 && !values.includes(undefined) ? values : null
}

/** The property that has other values in every branch that is a group. */
function discriminatorOf(traits: readonly Traits[]): Discriminator | undefined {
  const groups = traits.filter(({ isGroup }) => isGroup)
  const [first, ...others] = groups
  if (!first || others.length === 0) return undefined
  for (const property of first.properties) {
    const values = traits.map(({ isGroup, valuesOf }) => (isGroup ? (valuesOf(property) ?? []) : []))
    const keys = values.flat().map((value) => JSON.stringify(value))
    const isEverywhere = traits.every(({ isGroup }, at) => !isGroup || values[at]?.length !== 0)
    if (isEverywhere && new Set(keys).size === keys.length) return { property, values }
  }
  return undefined
}
