import type { ErrorObject, ValidateFunction } from 'ajv/dist/2019.js'
import { createAjv } from './ajv.ts'
import { discriminatorOf, namedBranch, typeFits } from './branches.ts'
import { isObject, own, setOwn, type JsonObject } from '../../shared/json.ts'
import { messageFor, oneOfMessage, REQUIRED, typeMessage } from './messages.ts'
import { isSecret, type Side } from './secrets.ts'
import { validationCopy, type Union } from './validation-copy.ts'
import { hasMembers, ofItems, ofProperty, propertyNames, spread } from './views.ts'

/** What is wrong at one place of a document. */
export interface Fault {
  place: string[]
  message: string
}

const ROOT = 'https://schema.invalid/'
const MAX_MISSING_GROUPS = 6

/** Compiles one schema; the function that comes back finds every fault of a document, each at its deepest field. */
export function compileFaults(root: JsonObject, side: Side, token: string): (document: JsonObject) => Fault[] {
  const { schema, unions } = validationCopy(root, side, token)
  const ajv = createAjv()
  const validateRoot = ajv.compile({ ...schema, $id: ROOT })

  const run = (validate: ValidateFunction | undefined, value: unknown, place: string[]): Fault[] =>
    !validate || validate(value) ? [] : (validate.errors ?? []).flatMap((error) => faultsOf(error, place))

  const faultsOf = (error: ErrorObject, start: string[]): Fault[] => {
    const place = [...start, ...fromPointer(error.instancePath)]
    if (error.keyword === 'union') return unionFaults(unions[Number(error.schema)] as Union, error.data, place)
    // The errors of the "then", the "else" and the name itself say what is wrong; these only repeat it.
    if (error.keyword === 'if' || (error.propertyName !== undefined && error.keyword !== 'propertyNames')) return []
    const { missingProperty, additionalProperty, unevaluatedProperty, propertyName } = error.params
    const name = missingProperty ?? additionalProperty ?? unevaluatedProperty ?? propertyName
    return [{ place: name === undefined ? place : [...place, name], message: messageFor(error) }]
  }

  /** The faults of the branch that is meant: the named one, else the one of the right type that is nearest. */
  const unionFaults = ({ branches, names }: Union, value: unknown, place: string[]): Fault[] => {
    const validateBranch = (name: string) => run(ajv.getSchema(`${ROOT}#/$defs/${name}`), value, place)
    const discriminator = discriminatorOf(root, branches)
    const tag = discriminator && isObject(value) ? own(value, discriminator.property) : token
    if (discriminator && tag !== token) {
      const named = namedBranch(discriminator, names, value)
      if (named !== undefined) return validateBranch(named)
      const isMissing = tag === undefined || tag === null || tag === ''
      const message = isMissing ? REQUIRED : oneOfMessage(discriminator.values)
      return [{ place: [...place, discriminator.property], message }]
    }
    const fitting = names.filter((_, index) => typeFits(root, branches[index] as JsonObject, value))
    if (fitting.length === 0) return [{ place, message: typeMessage(typesOf(root, branches)) }]
    const candidates = fitting.map((name) => ({ name, faults: validateBranch(name) }))
    const distance = ({ name, faults }: { name: string; faults: Fault[] }) =>
      faults.length - familiarity(branches[names.indexOf(name)] as JsonObject, value)
    return candidates.reduce((best, other) => (distance(other) < distance(best) ? other : best)).faults
  }

  /** How many fields of a value a branch declares: the more, the likelier it is meant. */
  const familiarity = (branch: JsonObject, value: unknown): number => {
    const declared = propertyNames(spread(root, [branch]))
    return isObject(value) ? Object.keys(value).filter((name) => declared.includes(name)).length : 0
  }

  /** A missing group of fields is looked at as if it were empty, so that its own required fields are named. */
  const find = (document: JsonObject, depth: number): Fault[] => {
    const faults = run(validateRoot, document, [])
    const groups = faults.filter(({ place, message }) => message === REQUIRED && isGroup(root, place, side))
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

const fromPointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

const typesOf = (root: JsonObject, branches: JsonObject[]): string[] => [
  ...new Set(spread(root, branches).flatMap((view) => [view.type].flat().filter((type) => typeof type === 'string'))),
]

/** Whether a place can hold nothing but a group of fields; a choice of a group and a plain value is no such place. */
function isGroup(root: JsonObject, place: string[], side: Side): boolean {
  let schemas = [root]
  for (const part of place) {
    const views = spread(root, schemas)
    schemas = [...ofProperty(views, part), ...(/^\d+$/.test(part) ? ofItems(views) : [])]
  }
  const views = spread(root, schemas)
  const isPlain = views.some(({ type }) => {
    const types = [type].flat().filter((one) => typeof one === 'string' && one !== 'null')
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
