import * as z from 'zod'

/** Whether a value is exactly what a schema would answer for it, so parsing it would only copy it. */
type Accepts = (value: unknown) => boolean

/**
 * The quick half of a check: true promises that `schema.parse(value)` equals the value, without a key more or less. False
 * says nothing; then the schema decides, adds what is usual, removes what it does not name, and words the error. So a long
 * list of rows that are right needs no copy of each row, and a command whose calls are all right needs no schema.
 *
 * @param schema of plain JSON, as the contract has them
 */
export function createAccepts(schema: z.ZodType): Accepts {
  // Only names of properties and values of the contract are in the code, as JSON, and nothing that anybody has sent.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- zod compiles its own objects in the same way
  return new Function('isRecord', `return ${acceptsCode(schema)}`)(isRecord) as Accepts
}

/** The source of `createAccepts`, which the build writes into the program; it uses `isRecord`. */
export const acceptsCode = (schema: z.ZodType): string => `(value) => ${codeOf(schema, 'value', 0)}`

/** Whether each value of a record is accepted. The schema leaves out a key that could change what objects inherit. */
export const isRecord = (value: unknown, accepts: Accepts): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([key, each]) => key !== '__proto__' && each !== undefined && accepts(each))

/** Of a word, for which its comparisons are as quick as the schema. */
const MOST_OPTIONS = 40

/** Code that leaves the answer to the schema. */
const LEFT = 'false'

/**
 * An expression that is true where the schema accepts what the expression `value` stands for.
 *
 * @param depth within how many objects and lists it is, for names of variables that differ
 */
function codeOf(schema: z.ZodType, value: string, depth: number): string {
  if (schema instanceof z.ZodNullable) return `(${value} === null || ${codeOf(inner(schema), value, depth)})`
  // What it adds where nothing is given, the schema adds.
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return codeOf(inner(schema), value, depth)
  // Reasons of errors are hundreds, and answers that have one are few.
  if (schema instanceof z.ZodEnum) return schema.options.length > MOST_OPTIONS ? LEFT : isOneOf(schema.options, value)
  if (schema instanceof z.ZodLiteral) return isOneOf([...schema.values] as (string | number | boolean | null)[], value)
  if (schema instanceof z.ZodUnion) return ofUnion(schema, value, depth)
  const rules = rulesOf(schema, value)
  if (rules === null) return LEFT
  const all = (...conditions: string[]) => [...conditions, ...rules].join(' && ')
  if (schema instanceof z.ZodString) return `(${all(`typeof ${value} === 'string'`)})`
  if (schema instanceof z.ZodNumber) return `(${all(`Number.isFinite(${value})`)})`
  if (schema instanceof z.ZodBoolean) return `typeof ${value} === 'boolean'`
  if (schema instanceof z.ZodUnknown) return 'true'
  if (schema instanceof z.ZodArray) {
    const item = `item${depth}`
    const ofItem = codeOf(schema.element as z.ZodType, item, depth + 1)
    return `(${all(`Array.isArray(${value})`)} && ${value}.every((${item}) => ${ofItem}))`
  }
  if (rules.length > 0) return LEFT
  if (schema instanceof z.ZodObject) {
    const { catchall } = schema.def
    if (!catchall) return ofObject(schema.shape, value, depth)
    return catchall instanceof z.ZodUnknown ? ofLooseObject(schema.shape, value, depth) : LEFT
  }
  if (
    schema instanceof z.ZodRecord &&
    schema.keyType instanceof z.ZodString &&
    rulesOf(schema.keyType, '')?.length === 0
  ) {
    const each = `each${depth}`
    return `isRecord(${value}, (${each}) => ${codeOf(schema.valueType as z.ZodType, each, depth + 1)})`
  }
  return LEFT
}

const inner = (schema: z.ZodNullable | z.ZodOptional | z.ZodDefault | z.ZodPrefault) => schema.unwrap() as z.ZodType

const isOneOf = (values: readonly (string | number | boolean | null)[], value: string): string =>
  `(${values.map((option) => `${value} === ${JSON.stringify(option)}`).join(' || ')})`

interface Rule {
  check: string
  format?: string
  minimum?: number
  maximum?: number
  value?: number
  inclusive?: boolean
}

/** Conditions for the rules of a schema, such as a length; null where it has one that has no condition here. */
function rulesOf({ def }: z.ZodType, value: string): string[] | null {
  const { checks = [], format } = def as { checks?: z.core.$ZodCheck[]; format?: string }
  const rules = checks.map(({ _zod }) => conditionOf(_zod.def as Rule, value))
  return format !== undefined || rules.includes(null) ? null : (rules as string[])
}

function conditionOf({ check, format, minimum, maximum, value: bound, inclusive }: Rule, value: string): string | null {
  if (check === 'min_length') return `${value}.length >= ${minimum}`
  if (check === 'max_length') return `${value}.length <= ${maximum}`
  if (check === 'number_format' && format === 'safeint') return `Number.isSafeInteger(${value})`
  if (check === 'greater_than') return `${value} ${inclusive ? '>=' : '>'} ${bound}`
  if (check === 'less_than') return `${value} ${inclusive ? '<=' : '<'} ${bound}`
  return null
}

/** The first option that fits decides, so no later one may answer another value for the same. */
function ofUnion(schema: z.ZodUnion, value: string, depth: number): string {
  const options = schema.options as z.ZodType[]
  const isClear = schema instanceof z.ZodDiscriminatedUnion || options.every(keepsAll)
  return isClear ? `(${options.map((option) => codeOf(option, value, depth)).join(' || ')})` : LEFT
}

/** Whether what such a schema answers is always what it was given. */
const keepsAll = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodArray
    ? keepsAll(schema.element as z.ZodType)
    : [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull, z.ZodLiteral, z.ZodEnum].some(
        (kind) => schema instanceof kind,
      ) && rulesOf(schema, '') !== null

/** As many names as there are properties, each of which is there: so none is inherited, and no other is there. */
function ofObject(shape: Readonly<Record<string, z.ZodType>>, value: string, depth: number): string {
  const object = `object${depth}`
  const count: string[] = []
  const properties: string[] = []
  for (const [name, schema] of Object.entries(shape)) {
    const property = `${object}[${JSON.stringify(name)}]`
    const isThere = `${property} !== undefined`
    if (schema instanceof z.ZodOptional) {
      count.push(`(${isThere} ? 1 : 0)`)
      properties.push(`(!(${isThere}) || ${codeOf(inner(schema), property, depth + 1)})`)
    } else {
      count.push('1')
      properties.push(isThere, codeOf(schema, property, depth + 1))
    }
  }
  const names = `Object.keys(${object}).length === ${count.join(' + ') || '0'}`
  const isObject = `typeof ${object} === 'object' && ${object} !== null`
  return `((${object}) => ${[isObject, names, ...properties].join(' && ')})(${value})`
}

/** With any other names as well. */
function ofLooseObject(shape: Readonly<Record<string, z.ZodType>>, value: string, depth: number): string {
  const object = `object${depth}`
  const properties = Object.entries(shape).map(([name, schema]) => {
    const key = JSON.stringify(name)
    const isRight = `(Object.hasOwn(${object}, ${key}) && ${codeOf(toRequired(schema), `${object}[${key}]`, depth + 1)})`
    return schema instanceof z.ZodOptional ? `(${object}[${key}] === undefined || ${isRight})` : isRight
  })
  return `((${object}) => ${[`isRecord(${object}, () => true)`, ...properties].join(' && ')})(${value})`
}

const toRequired = (schema: z.ZodType): z.ZodType => (schema instanceof z.ZodOptional ? inner(schema) : schema)
