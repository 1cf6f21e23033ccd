import { Ajv2019, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019.js'
import { readChoice } from '../../../shared/branches.ts'
import { isMultiple, isObject, type JsonObject, own, setOwn } from '../../../shared/json.ts'
import { canClear, type Containment, containErrors, notErrors, type RuleError, severalErrors } from './combinations.ts'
import { type Described, oneOf, reasonFor, typeError } from './reasons.ts'
import { type FieldError, fieldError } from '../../../shared/errors.ts'
import { labelFromName, ownTitle } from '../../../shared/label.ts'
import { isSecret, type Side } from '../../../shared/secret-places.ts'
import { type Union, validationCopy } from './validation-copy.ts'
import { likelyTypes, typesIn } from '../../../shared/types.ts'
import { ALWAYS, hasMembers, ofItems, ofProperty, spread } from '../../../shared/views.ts'
import { addAllFormats } from './formats.ts'
import { compilePattern } from '../patterns/compile-pattern.ts'

/** What is wrong at one place of a document. */
export interface Fault {
  place: string[]
  error: FieldError
}

const ROOT = 'https://schema.invalid/'
const MAX_MISSING_GROUPS = 6

/** Compiles one schema; the function that comes back finds every fault of a document, each at its deepest field. */
export function compileFaults(root: JsonObject, side: Side, token: string): (document: JsonObject) => Fault[] {
  if (takesAll(root)) return () => []
  const { schema, unions, containments, originals } = validationCopy(root, side, token)
  const fits = (name: string | undefined, value: unknown) => ajv.getSchema(`${ROOT}#/$defs/${name}`)?.(value) === true
  const fitting = ({ branches, names }: Union, value: unknown) => branches.filter((_, at) => fits(names[at], value))
  const fitsIn =
    ({ branches, names }: Union) =>
    (branch: JsonObject, value: JsonObject) =>
      fits(names[branches.indexOf(branch)], value)
  // Of a stored secret nothing is known, and what no field that is cleared could mend is let pass.
  const isOneEnough: NumberRule = (number, value) => {
    if (hasToken(value, token)) return true
    const union = unions[number] as Union
    return isObject(value) && !canClear(fitting(union, value), value, fitsIn(union))
  }
  const ajv = createAjv(isOneEnough)
  const validateRoot = ajv.compile({ ...schema, $id: ROOT })

  /** Validates a value that stands at a place by a schema of it. */
  const run = (validate: ValidateFunction | undefined, value: unknown, start: Start): Fault[] =>
    !validate || validate(value) ? [] : (validate.errors ?? []).flatMap((error) => faultsOf(error, start))

  const faultsOf = (error: ErrorObject, start: Start): Fault[] => {
    const within = fromPointer(error.instancePath)
    const place = [...start.place, ...within]
    const titleOf = (name: string) => describe(root, start, [...within, name]).title
    const inner = (errors: RuleError[]): Fault[] =>
      errors.map((one) => ({ place: [...place, ...one.place], error: one.error }))
    if (error.keyword === 'union') return unionFaults(unions[Number(error.schema)] as Union, error.data, place)
    if (error.keyword === 'several') {
      const union = unions[Number(error.schema)] as Union
      return inner(severalErrors(fitting(union, error.data), error.data, { fits: fitsIn(union), titleOf }))
    }
    if (error.keyword === 'contained') {
      const containment = containments[Number(error.schema)] as Containment
      const items = Array.isArray(error.data) ? error.data : []
      return inner(containErrors(containment, items.filter((item) => fits(containment.name, item)).length))
    }
    if (error.keyword === 'not') {
      const rule = isObject(error.schema) ? (originals.get(error.schema) ?? error.schema) : error.schema
      return inner(notErrors(rule, error.data, titleOf))
    }
    // The errors of the "then", the "else" and the name itself say what is wrong; these only repeat it.
    if (error.keyword === 'if' || (error.propertyName !== undefined && error.keyword !== 'propertyNames')) return []
    const { missingProperty, additionalProperty, unevaluatedProperty, propertyName } = error.params
    const name = missingProperty ?? additionalProperty ?? unevaluatedProperty ?? propertyName
    const below = name === undefined ? [] : [name]
    const field = describe(root, start, [...within, ...below])
    return [{ place: [...place, ...below], error: reasonFor(error, field) }]
  }

  /** The faults of the branch that is meant, which is the one that the form shows. */
  const unionFaults = (union: Union, value: unknown, place: string[]): Fault[] => {
    const { discriminator, branchesFor } = readChoice(root, union.branches)
    const { known, storedNames } = withoutStored(value, token)
    const candidates = branchesFor(known, storedNames)
    if (discriminator && isObject(value) && !storedNames.includes(discriminator.property)) {
      const tag = own(value, discriminator.property)
      const there = [...place, discriminator.property]
      const { title } = describe(root, { place, schemas: union.branches }, [discriminator.property])
      if (tag === undefined || tag === null || tag === '')
        return [{ place: there, error: fieldError('required', { title, by: 'choose' }) }]
      if (candidates.length === 0) return [{ place: there, error: oneOf(discriminator.values.flat()) }]
    }
    if (candidates.length === 0) return [{ place, error: typeError(typesOf(root, union.branches)) }]
    const validateBranch = (at: number) =>
      run(ajv.getSchema(`${ROOT}#/$defs/${union.names[at]}`), value, {
        place,
        schemas: [union.branches[at] as JsonObject],
      })
    if (isObject(value)) return validateBranch(candidates[0] as number)
    // Several kinds of one plain value have the same field; the nearest says best what is wrong.
    return candidates.map(validateBranch).reduce((best, other) => (other.length < best.length ? other : best))
  }

  /** A missing group of fields is looked at as if it were empty, so its own required fields are named. */
  const find = (document: JsonObject, depth: number): Fault[] => {
    const faults = run(validateRoot, document, { place: [], schemas: [root] })
    const groups = faults.filter(({ place, error }) => error.reason === 'required' && isGroup(root, place, side))
    if (groups.length === 0 || depth === MAX_MISSING_GROUPS) return faults
    const filled = structuredClone(document)
    for (const { place } of groups) fillGroup(filled, place)
    const deeper = find(filled, depth + 1)
    const isNamedDeeper = (group: Fault) =>
      deeper.some(({ place }) => group.place.every((part, at) => part === place[at]))
    return [...deeper, ...groups.filter((group) => !isNamedDeeper(group))]
  }
  return (document) => find(document, 0)
}

/** Whether a schema takes every object, as that of the secrets of most imported entries; making an Ajv for it takes a while. */
const takesAll = (root: JsonObject): boolean =>
  Object.entries(root).every(([keyword, value]) => keyword === '$schema' || (keyword === 'type' && value === 'object'))

/** A rule of our own with the number of what it is about. */
type NumberRule = (number: number, value: unknown) => boolean

const hasToken = (value: unknown, token: string): boolean =>
  value === token ||
  (typeof value === 'object' && value !== null && Object.values(value).some((member) => hasToken(member, token)))

/** A value without its members that are stored secrets, of which nothing is known but their names. */
function withoutStored(value: unknown, token: string): { known: unknown; storedNames: string[] } {
  if (!isObject(value)) return { known: value, storedNames: [] }
  const storedNames = Object.keys(value).filter((name) => value[name] === token)
  const known = Object.fromEntries(Object.entries(value).filter(([name]) => !storedNames.includes(name)))
  return { known, storedNames }
}

const fromPointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

const typesOf = (root: JsonObject, branches: JsonObject[]): string[] => [
  ...new Set(spread(root, branches).flatMap(likelyTypes)),
]

/** Where a validation begins: a place of the document, and the schemas that it is validated by. */
interface Start {
  place: string[]
  schemas: JsonObject[]
}

/** The schemas of a place below others. */
const schemasAt = (root: JsonObject, schemas: JsonObject[], place: readonly string[]): JsonObject[] =>
  place.reduce((above, part) => {
    const views = spread(root, above)
    return [...ofProperty(views, part), ...(/^\d+$/.test(part) ? ofItems(views) : [])]
  }, schemas)

/** What a sentence says of a field: its title, by which schema it has one, and whether it is chosen from a list. */
function describe(root: JsonObject, start: Start, within: readonly string[]): Described {
  const place = [...start.place, ...within]
  const schemas = [...schemasAt(root, start.schemas, within), ...schemasAt(root, [root], place)]
  const name = place.at(-1) ?? ''
  // The title of a branch names that branch and not the field.
  const title = spread(root, schemas, ALWAYS)
    .map(ownTitle)
    .find((own) => own !== undefined)
  const isChosen = spread(root, schemas).some((view) => Array.isArray(view.enum) || typesIn(view).includes('boolean'))
  return {
    title: title ?? (/^\d+$/.test(name) ? `Item ${Number(name) + 1}` : labelFromName(name)),
    by: isChosen ? 'choose' : 'enter',
    titleOf: (sibling) => describe(root, start, [...within.slice(0, -1), sibling]).title,
  }
}

/** Whether a place can hold nothing but a group of fields; a choice of a group and a plain value is no such place. */
function isGroup(root: JsonObject, place: string[], side: Side): boolean {
  const schemas = schemasAt(root, [root], place)
  const views = spread(root, schemas)
  const isPlain = views.some((view) => {
    const types = likelyTypes(view).filter((type) => type !== 'null')
    return types.length > 0 && !types.includes('object')
  })
  return !isPlain && hasMembers(views) && !isSecret(root, schemas, side)
}

function fillGroup(document: JsonObject, place: string[]): void {
  let here: unknown = document
  for (const [index, part] of place.entries()) {
    const next: unknown = Array.isArray(here) ? here[Number(part)] : isObject(here) ? own(here, part) : undefined
    if (index === place.length - 1 && isObject(here) && next === undefined) setOwn(here, part, {})
    here = next
  }
}

interface MissingText {
  (names: string[], data: unknown): boolean
  errors?: { keyword: string; params: { missingProperty: string } }[]
}

/** Required text that is empty, reported like a required property that is missing. */
const filled: MissingText = (names, data) => {
  const empty = isObject(data) ? names.filter((name) => own(data, name) === '') : []
  filled.errors = empty.map((missingProperty) => ({ keyword: 'filled', params: { missingProperty } }))
  return empty.length === 0
}

interface Multiple {
  (step: number, value: number): boolean
  errors?: { keyword: string; params: { multipleOf: number } }[]
}

const multiple: Multiple = (step, value) => {
  multiple.errors = [{ keyword: 'multipleOf', params: { multipleOf: step } }]
  return isMultiple(value, step)
}

/**
 * An Ajv that takes normalised schemas of any draft as validationCopy makes them. It trusts lint for their shape, so
 * that no meta-schema is compiled. It is Ajv itself and not rjsf's wrapper, which compiles whole forms on every change
 * of schema and hands out no compiled branch, so the errors of the chosen branch could not be separated from the rest.
 */
function createAjv(isOneEnough: NumberRule): Ajv2019 {
  const ajv = new Ajv2019({
    strict: false,
    allErrors: true,
    verbose: true,
    messages: false,
    meta: false,
    validateSchema: false,
    ownProperties: true,
    logger: false,
    // Optimising takes longer than it saves on forms that are filled in by hand.
    code: { optimize: false, regExp: Object.assign(compilePattern, { code: 'compilePattern' }) },
  })
  addAllFormats(ajv)
  // Ajv divides in binary, which refuses 1234567.89 as a multiple of 0.01.
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', validate: multiple })
  for (const keyword of ['union', 'contained']) ajv.addKeyword({ keyword, validate: () => false })
  ajv.addKeyword({ keyword: 'several', validate: isOneEnough })
  ajv.addKeyword({ keyword: 'filled', type: 'object', validate: filled })
  return ajv
}
