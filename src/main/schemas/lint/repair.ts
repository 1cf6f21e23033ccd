import { fileFault } from '../../../shared/files/file-faults.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import { repairPattern } from '../patterns/patterns.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import { convertTo } from './convert-type.ts'
import { fitsType, typesIn } from '../../../shared/types.ts'

/** Repairs what a schema says about its values: patterns, formats, lists of values, limits, required names, default. */
export function repairValues(schema: JsonObject, place: Place, report: Report): void {
  if (typeof schema.pattern === 'string') {
    const pattern = repairPattern(schema.pattern, [...place, 'pattern'], report)
    if (pattern === undefined) delete schema.pattern
    else schema.pattern = pattern
  }
  repairFormat(schema, place, report)
  repairEnum(schema, place, report)
  repairRequired(schema, place, report)
  for (const [least, most] of LIMITS) {
    const [low, high] = [schema[least], schema[most]]
    if (typeof low !== 'number' || typeof high !== 'number' || low <= high) continue
    report('contradiction', place, fileFault('contrary', { least, most }))
    delete schema[least]
    delete schema[most]
  }
  repairDefault(schema, place, report)
  if (typeof schema.description === 'string' && /<[a-z/!][^>]*>/i.test(schema.description)) {
    report('html_in_description', [...place, 'description'])
  }
}

const LIMITS = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const

const FORMAT_SAMPLES: Record<string, string[]> = {
  date: ['2020-01-31', '2020-12-01'],
  'date-time': [
    '2020-01-31T01:02:03Z',
    '2020-01-31T01:02:03.000Z',
    '2020-01-31T01:02:03.000000Z',
    '2020-01-31T01:02:03+00:00',
  ],
  time: ['01:02:03Z', '01:02:03.000Z'],
}

const FORMAT_NAMES: Record<string, string> = {
  datetime: 'date-time',
  'date time': 'date-time',
  timestamp: 'date-time',
  url: 'uri',
  https: 'uri',
  http: 'uri',
  ip: 'ipv4',
  guid: 'uuid',
}

const KNOWN_FORMATS = new Set(
  (
    'date time date-time duration uri uri-reference uri-template email hostname ipv4 ipv6 regex uuid json-pointer ' +
    'relative-json-pointer byte int32 int64 float double password binary idn-email idn-hostname iri iri-reference ' +
    'iso-time iso-date-time color data-url textarea'
  ).split(' '),
)

function repairFormat(schema: JsonObject, place: Place, report: Report): void {
  const { format, pattern } = schema
  if (typeof format !== 'string') return
  const word = format.trim().toLowerCase().replaceAll('_', '-')
  const known = KNOWN_FORMATS.has(word) ? word : FORMAT_NAMES[word]
  if (known === undefined) report('unknown_format', [...place, 'format'], format)
  else schema.format = known
  const samples = known === undefined ? undefined : FORMAT_SAMPLES[known]
  if (!samples || typeof pattern !== 'string') return
  const regex = new RegExp(pattern)
  if (samples.some((sample) => regex.test(sample))) return
  report('format_contradicts_pattern', [...place, 'format'], format)
  delete schema.format
}

function repairEnum(schema: JsonObject, place: Place, report: Report): void {
  const values = schema.enum
  if (!Array.isArray(values)) return
  const types = typesIn(schema)
  const isUsable = values.some((value) => fitsType(types, value))
  const converted = isUsable
    ? values
    : values.map((value) => convertTo(types, value)).filter((value) => value !== undefined)
  if (!isUsable) report('wrong_enum', [...place, 'enum'])
  const distinct = [...new Map(converted.map((value) => [JSON.stringify(value), value])).values()]
  if (distinct.length < converted.length) report('duplicate_values', [...place, 'enum'])
  if (distinct.length > 0) schema.enum = distinct
  else delete schema.enum
}

function repairRequired(schema: JsonObject, place: Place, report: Report): void {
  if (!Array.isArray(schema.required)) return
  const names = [...new Set(schema.required)]
  if (names.length < schema.required.length) report('duplicate_required', [...place, 'required'])
  if (names.length > 0) schema.required = names
  else delete schema.required
}

/** Converts a default to the type of its field; leaves out one that no valid value could be. */
function repairDefault(schema: JsonObject, place: Place, report: Report): void {
  if (!Object.hasOwn(schema, 'default')) return
  const before = schema.default
  const types = typesIn(schema).length > 0 ? typesIn(schema) : typesOfBranches(schema)
  const value = inEnum(schema, convertTo(types, before))
  if (value === undefined || !isWithinLimits(schema, value)) {
    report('wrong_default', [...place, 'default'])
    delete schema.default
  } else if (value !== before) {
    report('converted_default', [...place, 'default'])
    schema.default = value
  }
}

/** The types that a choice leaves open; none when a branch does not say its type. */
function typesOfBranches(schema: JsonObject): string[] {
  const branches = [schema.oneOf, schema.anyOf].flatMap((union) => (Array.isArray(union) ? union : []))
  const types = branches.map((branch) => (isObject(branch) ? typesIn(branch) : []))
  return types.every((names) => names.length > 0) ? types.flat() : []
}

function inEnum(schema: JsonObject, value: unknown): unknown {
  if (!Array.isArray(schema.enum) || isObject(value) || Array.isArray(value)) return value
  const word = typeof value === 'string' ? value.toLowerCase() : undefined
  return schema.enum.includes(value)
    ? value
    : schema.enum.find((one) => word !== undefined && typeof one === 'string' && one.toLowerCase() === word)
}

function isWithinLimits(schema: JsonObject, value: unknown): boolean {
  const [amount, least, most] =
    typeof value === 'string'
      ? [value.length, schema.minLength, schema.maxLength]
      : [value, schema.minimum, schema.maximum]
  if (typeof amount !== 'number') return true
  return !(typeof least === 'number' && amount < least) && !(typeof most === 'number' && amount > most)
}
