import * as fc from 'fast-check'
import { isObject, type JsonObject } from '../../../src/shared/json.ts'
import { likelyTypes } from '../../../src/shared/types.ts'
import { EVERYTHING, ofItems, ofProperty, propertyNames, spread } from '../../../src/shared/views.ts'

const MAX_DEPTH = 4

const FORMATS: Record<string, string> = {
  email: 'someone@example.com',
  'idn-email': 'someone@example.com',
  uri: 'https://example.com/path',
  url: 'https://example.com/path',
  iri: 'https://example.com/path',
  'uri-reference': '/path',
  hostname: 'host.example.com',
  'idn-hostname': 'host.example.com',
  ipv4: '192.0.2.7',
  ipv6: '2001:db8::1',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  date: '2024-05-01',
  'date-time': '2024-05-01T10:20:30Z',
  time: '10:20:30Z',
  duration: 'P3D',
  regex: '^a+$',
  json: '{"a": 1}',
  'json-pointer': '/a/b',
  byte: 'aGVsbG8=',
}

/** Texts for patterns from which none can be generated. */
const PLAUSIBLE = [
  'https://example.com',
  'owner/name',
  'someone@example.com',
  'example.com',
  'abc',
  '12345',
  '2024-05-01',
  'P3D',
]

/** A value that the schemas of one place allow; each attempt returns another one. */
export function sample(root: JsonObject, schemas: readonly JsonObject[], attempt: number, depth = 0): unknown {
  const views = spread(root, schemas, {
    ...EVERYTHING,
    branches: (branches) => {
      const real = branches.filter((branch) => branch.type !== 'null')
      const value = real[attempt % Math.max(real.length, 1)]
      return value ? [value] : []
    },
  })
  const constant = views.find((view) => Object.hasOwn(view, 'const'))
  if (constant) return constant.const
  const values = views
    .map((view) => (Array.isArray(view.enum) ? view.enum.filter((value) => value !== null && value !== '') : []))
    .find((some) => some.length > 0)
  if (values) return values[attempt % values.length]
  switch (typeOf(views)) {
    case 'object':
      return sampleObject(root, views, attempt, depth)
    case 'array':
      return sampleList(root, views, attempt, depth)
    case 'integer':
    case 'number':
      return sampleNumber(views, attempt)
    case 'boolean':
      return attempt % 2 === 0
    default:
      return sampleText(views, attempt)
  }
}

function typeOf(views: readonly JsonObject[]): string {
  const type = views.flatMap(likelyTypes).find((one) => one !== 'null')
  if (type !== undefined) return type
  return propertyNames(views).length > 0 ? 'object' : ofItems(views).length > 0 ? 'array' : 'string'
}

const numbers = (views: readonly JsonObject[], keyword: string): number[] =>
  views.map((view) => view[keyword]).filter((value) => typeof value === 'number')

function sampleObject(root: JsonObject, views: JsonObject[], attempt: number, depth: number): JsonObject {
  const required = new Set(views.flatMap((view) => (Array.isArray(view.required) ? view.required : [])))
  const names = propertyNames(views).filter((name) => required.has(name) || depth < MAX_DEPTH)
  const object: JsonObject = {}
  for (const name of names) object[name] = sample(root, ofProperty(views, name), attempt, depth + 1)
  const others = views.map((view) => view.additionalProperties).filter(isObject)
  if (names.length === 0 && others.length > 0 && depth < MAX_DEPTH)
    object.key = sample(root, others, attempt, depth + 1)
  return object
}

function sampleList(root: JsonObject, views: JsonObject[], attempt: number, depth: number): unknown[] {
  const tuple = views.flatMap((view) => [view.prefixItems, view.items].find(Array.isArray) ?? [])
  if (tuple.length > 0) return tuple.map((item) => (isObject(item) ? sample(root, [item], attempt, depth + 1) : 'x'))
  // A recursive list ends here; a list that must have items has them at any depth.
  const count = Math.max(depth < MAX_DEPTH ? 1 : 0, ...numbers(views, 'minItems'))
  return Array.from({ length: count }, (_, at) => sample(root, ofItems(views), attempt + at, depth + 1))
}

function sampleNumber(views: readonly JsonObject[], attempt: number): number {
  const [step = typeOf(views) === 'integer' ? 1 : 0.5] = numbers(views, 'multipleOf')
  const lowest = Math.max(...numbers(views, 'minimum'), ...numbers(views, 'exclusiveMinimum').map((one) => one + step))
  const highest = Math.min(...numbers(views, 'maximum'), ...numbers(views, 'exclusiveMaximum').map((one) => one - step))
  const start = Number.isFinite(lowest) ? Math.ceil(lowest / step) * step : Math.min(highest, 7 * step)
  const value = start + attempt * step
  return Number((value > highest ? start : value).toFixed(6))
}

function sampleText(views: readonly JsonObject[], attempt: number): string {
  const longest = Math.min(10_000, ...numbers(views, 'maxLength'))
  const shortest = Math.max(1, ...numbers(views, 'minLength'))
  const patterns = views.map((view) => view.pattern).filter((one) => typeof one === 'string')
  const formats = views.map((view) => view.format).filter((one) => typeof one === 'string')
  const ofFormat = formats.flatMap((format) => FORMATS[format] ?? [])
  const examples = views
    .flatMap((view) => [view.default, view.examples].flat())
    .filter((one) => typeof one === 'string')
  const generated = patterns.flatMap((pattern) => textsFor(pattern))
  const plain = [`text ${attempt}`, 'word', 'x'].map((text) => text.padEnd(shortest, 'x').slice(0, longest))
  const fits = (text: string) =>
    text.length >= shortest &&
    text.length <= longest &&
    text.trim() === text &&
    patterns.every((pattern) => matches(pattern, text))
  // A value for the format comes before an example, because examples are often written for people.
  const candidates = [...new Set([...ofFormat, ...examples, ...generated, ...plain, ...PLAUSIBLE])].filter(fits)
  return candidates[attempt % Math.max(candidates.length, 1)] ?? plain[0] ?? 'x'
}

function textsFor(pattern: string): string[] {
  try {
    return fc
      .sample(fc.stringMatching(new RegExp(pattern.replaceAll(/\(\?(?:<\w+>|[a-z]+:)/g, '('))), {
        numRuns: 60,
        seed: 1,
      })
      .filter(isPrintable)
  } catch {
    return []
  }
}

const isPrintable = (text: string) => /^[\x21-\x7e][\x20-\x7e]*$/.test(text)

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return new RegExp(pattern).test(text)
  }
}
