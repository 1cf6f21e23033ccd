import { fileFault } from '../../../shared/files/file-faults.ts'
import { isObject, type JsonObject, setOwn } from '../../../shared/json.ts'
import { ALIASES, KEYWORDS, type Kind, nearestKeyword, SILENT } from './keywords.ts'
import { isMarkWord, orderProperties, readGroup, readMarks } from './marks.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import { readType } from './convert-type.ts'
import { likelyTypes, TYPES, typesIn } from '../../../shared/types.ts'

/** Keywords that do not change what a schema says when they are converted from a near value. */
const QUIET = new Set(['examples', 'order'])

/** The known keywords of a raw schema under their right names, each with a value that fits it. */
export function canonicalKeywords(raw: JsonObject, place: Place, report: Report): JsonObject {
  const schema: JsonObject = {}
  for (const [word, value] of Object.entries(raw)) {
    const keyword = keywordFor(word, value, raw, place, report)
    if (keyword === undefined) continue
    const fitted = fit(KEYWORDS.get(keyword) ?? 'any', keyword, value)
    if (!fitted) {
      if (!isDeclaredElsewhere(keyword, value) && !allowsNothing(raw)) report('bad_keyword', [...place, word])
      continue
    }
    if (fitted.isConverted && !QUIET.has(keyword)) report('converted_keyword', [...place, word])
    setOwn(schema, keyword, fitted.value)
  }
  const marks = readMarks(raw)
  if (marks.writeOnly && schema.writeOnly !== true) report('secret_mark', place)
  Object.assign(schema, marks)
  const group = readGroup(raw)
  if (group !== undefined && !Object.hasOwn(schema, 'group')) schema.group = group
  orderProperties(schema, raw)
  readTypes(schema, place, report)
  convertOlder(schema, raw, place, report)
  if (allowsNothing(raw)) {
    report('no_values', [...place, 'enum'])
    schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), false]
  }
  return schema
}

/**
 * Whether a list of no values is all that says which values a place takes. Beside a type it stands for values that a tool
 * fills in later, and says nothing.
 */
const allowsNothing = ({ enum: values, ...rest }: JsonObject): boolean =>
  Array.isArray(values) && values.length === 0 && likelyTypes(rest).length === 0

/** The keyword that a word stands for; undefined for what has no effect on a form. */
function keywordFor(word: string, value: unknown, raw: JsonObject, place: Place, report: Report): string | undefined {
  if (KEYWORDS.has(word)) return word
  if (word === '$recursiveRef' || word === '$dynamicRef') return '$ref'
  const isFree = (keyword: string) => !Object.hasOwn(raw, keyword) && fits(keyword, value)
  const alias = word === 'min' || word === 'max' ? limitKeyword(word, raw) : ALIASES.get(word)
  if (alias !== undefined && KEYWORDS.has(alias) && isFree(alias)) {
    if (word !== 'example') report('alias_keyword', [...place, word], alias)
    return alias
  }
  if (SILENT.has(word) || isMarkWord(word) || /^(?:x-|ui:)/.test(word)) return undefined
  const nearest = nearestKeyword(word)
  if (nearest !== undefined && KEYWORDS.has(nearest) && isFree(nearest)) {
    report('misspelt_keyword', [...place, word], nearest)
    return nearest
  }
  report('unknown_keyword', [...place, word], nearest === undefined ? '' : fileFault('perhaps', { name: nearest }))
  return undefined
}

/** Whether a value fits a keyword that it was not written for, strictly: a guess must not change a meaning. */
function fits(keyword: string, value: unknown): boolean {
  const kind = KEYWORDS.get(keyword) ?? 'any'
  const fitted = fit(kind, keyword, value)
  return (
    fitted !== undefined && (!fitted.isConverted || kind === 'number' || kind === 'count' || keyword === 'examples')
  )
}

function limitKeyword(word: 'min' | 'max', raw: JsonObject): string {
  const type = typesIn(raw).map((name) => readType(name)?.type)[0]
  if (type === 'string') return `${word}Length`
  return type === 'array' ? `${word}Items` : `${word}imum`
}

/** Values that draft 3 and 4 had for keywords and that are read in another place. */
const isDeclaredElsewhere = (keyword: string, value: unknown): boolean =>
  ((keyword === 'required' || keyword.startsWith('exclusive')) && typeof value === 'boolean') ||
  (keyword === 'order' && Array.isArray(value))

/** Brings `type` to JSON Schema's names, with what other names say besides; an unknown type is left out. */
function readTypes(schema: JsonObject, place: Place, report: Report): void {
  if (!Object.hasOwn(schema, 'type')) return
  const names = [schema.type].flat()
  delete schema.type
  const read = names.map((name) => (typeof name === 'string' ? readType(name) : undefined))
  const isClean = names.length > 0 && names.every((name) => typeof name === 'string' && TYPES.includes(name))
  if (!isClean) report('bad_type', [...place, 'type'], JSON.stringify(names))
  for (const reading of read) {
    for (const [keyword, value] of Object.entries(reading ?? {})) {
      if (keyword !== 'type' && !Object.hasOwn(schema, keyword)) schema[keyword] = value
    }
  }
  const types = [...new Set(read.flatMap((reading) => reading?.type ?? []))]
  // Without a type for each name, the schema allows any type.
  if (types.length > 0 && read.every((reading) => reading?.type)) schema.type = types.length === 1 ? types[0] : types
}

/** Converts what earlier drafts and OpenAPI say in other keywords. */
function convertOlder(schema: JsonObject, raw: JsonObject, place: Place, report: Report): void {
  for (const [exclusive, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof raw[exclusive] !== 'boolean') continue
    report('converted_keyword', [...place, exclusive])
    if (raw[exclusive] && typeof schema[limit] === 'number') {
      schema[exclusive] = schema[limit]
      delete schema[limit]
    }
  }
  if (typeof raw.markdownDescription === 'string' && raw.markdownDescription.trim() !== '')
    schema.description = raw.markdownDescription
  nameValues(schema, raw)
  const { dependentRequired } = schema
  if (!isObject(dependentRequired)) return
  // Forms follow `dependencies`, which says the same.
  const lists = Object.entries(dependentRequired).filter(([, names]) => Array.isArray(names))
  schema.dependencies = { ...(isObject(schema.dependencies) ? schema.dependencies : {}), ...Object.fromEntries(lists) }
  delete schema.dependentRequired
}

/** The keywords that give the values of a list their names, and those that describe them, the best first. */
const VALUE_NAMES = ['enumNames', 'x-enumNames', 'enumItemLabels', 'x-enum-varnames']
const VALUE_WORDS = ['enumDescriptions', 'markdownEnumDescriptions', 'x-enum-descriptions']

/** Turns a list of values into a choice of named ones where lists beside it name or describe them. */
function nameValues(schema: JsonObject, raw: JsonObject): void {
  const listIn = (keywords: readonly string[]) => keywords.map((keyword) => raw[keyword]).find(Array.isArray)
  const names: unknown[] | undefined = listIn(VALUE_NAMES)
  const words: unknown[] | undefined = listIn(VALUE_WORDS)
  if (!(names ?? words) || !Array.isArray(schema.enum) || Object.hasOwn(schema, 'oneOf')) return
  schema.oneOf = schema.enum.map((value: unknown, at) => {
    const description = words?.[at]
    const title = [names?.[at], value].find((one) => typeof one === 'string') ?? JSON.stringify(names?.[at] ?? value)
    return { const: value, title, ...(typeof description === 'string' && description !== '' && { description }) }
  })
  delete schema.enum
}

/** A value as its keyword takes it, whether it had to be converted; undefined when it does not fit at all. */
type Fitted = { value: unknown; isConverted: boolean } | undefined

const as = (value: unknown): Fitted => ({ value, isConverted: false })
const converted = (value: unknown): Fitted => ({ value, isConverted: true })

/** Fits a value to the kind of its keyword. What kinds hold inside (schemas, names of types) is looked at elsewhere. */
function fit(kind: Kind, keyword: string, value: unknown): Fitted {
  switch (kind) {
    case 'text':
      return fitText(value)
    case 'reference':
      return typeof value === 'string' ? as(value) : undefined
    case 'flag':
      return fitFlag(value)
    case 'number':
      return fitNumber(value, (number) => keyword !== 'multipleOf' || number > 0)
    case 'count':
      return fitNumber(value, (number) => Number.isInteger(number) && number >= 0)
    case 'names':
      return fitNames(value)
    case 'values':
      return fitValues(keyword, value)
    case 'schema':
      return isObject(value) ? as(value) : fitFlag(value)
    case 'schemas':
      return fitSchemas(value)
    case 'items':
      return isObject(value) || ['boolean', 'string'].includes(typeof value) || Array.isArray(value)
        ? as(value)
        : undefined
    case 'map':
    case 'patterns':
      return isObject(value) || (keyword === 'properties' && Array.isArray(value)) ? as(value) : undefined
    case 'dependencies':
      return isObject(value) ? as(value) : undefined
    case 'type':
    case 'any':
      return as(value)
  }
}

function fitText(value: unknown): Fitted {
  if (typeof value === 'string') return as(value)
  if (typeof value === 'number' || typeof value === 'boolean') return converted(String(value))
  const isLines = Array.isArray(value) && value.every((line) => typeof line === 'string')
  return isLines ? converted(value.join('\n')) : undefined
}

function fitFlag(value: unknown): Fitted {
  if (typeof value === 'boolean') return as(value)
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value
  if (word === 'true' || word === 'yes' || word === 1) return converted(true)
  return word === 'false' || word === 'no' || word === 0 ? converted(false) : undefined
}

function fitNumber(value: unknown, isFit: (number: number) => boolean): Fitted {
  if (typeof value === 'number') return isFit(value) ? as(value) : undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
  return Number.isFinite(number) && isFit(number) ? converted(number) : undefined
}

function fitNames(value: unknown): Fitted {
  if (typeof value === 'string') return converted([value])
  if (!Array.isArray(value)) return undefined
  const names = value.filter((name) => typeof name === 'string')
  return names.length === value.length ? as(names) : converted(names)
}

function fitValues(keyword: string, value: unknown): Fitted {
  if (Array.isArray(value)) return keyword === 'enum' && value.length === 0 ? undefined : as(value)
  if (keyword === 'examples' && value !== null) return converted([value])
  return keyword === 'enum' && isObject(value) && Object.keys(value).length > 0
    ? converted(Object.keys(value))
    : undefined
}

function fitSchemas(value: unknown): Fitted {
  const list = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []
  const schemas = list.filter((one) => isObject(one) || typeof one === 'boolean')
  if (schemas.length === 0) return undefined
  return Array.isArray(value) && schemas.length === list.length ? as(schemas) : converted(schemas)
}
