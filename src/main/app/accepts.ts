import * as z from 'zod'

/** Whether a value is exactly what a schema would answer for it, so parsing it would only copy it. */
type Accepts = (value: unknown) => boolean

/**
 * The quick half of a check: true promises that `schema.parse(value)` equals the value, without a key more or less. False
 * says nothing; then the schema decides, removes what it does not name, and words the error. So a long list of rows that are
 * right needs no copy of each row. As zod does for its own objects, the check is compiled to code that names each property,
 * which is several times as fast as a walk through the schema.
 *
 * @param schema of plain JSON, as the contract has them
 */
export function createAccepts(schema: z.ZodType): Accepts {
  let accepts: Accepts | null = null
  // A command calls one procedure of two hundred.
  return (value) => (accepts ??= compile(schema))(value)
}

function compile(schema: z.ZodType): Accepts {
  const others: Accepts[] = []
  const body = codeOf(schema, 'value', { others, depth: 0 })
  // Only names of properties and values of the contract are in the code, as JSON, and nothing that anybody has sent.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- zod compiles its own objects in the same way
  return new Function('others', `return (value) => ${body}`)(others) as Accepts
}

interface Place {
  /** What has no code of its own. */
  others: Accepts[]
  /** Within how many objects and lists, for names of variables that differ. */
  depth: number
}

/** An expression that is true where the schema accepts what the expression `value` stands for. */
function codeOf(schema: z.ZodType, value: string, place: Place): string {
  if (schema instanceof z.ZodNullable) return `(${value} === null || ${codeOf(inner(schema), value, place)})`
  if (schema instanceof z.ZodEnum)
    return `(${schema.options.map((option) => `${value} === ${JSON.stringify(option)}`).join(' || ')})`
  if (hasNoChecks(schema)) {
    if (schema instanceof z.ZodString) return `typeof ${value} === 'string'`
    if (schema instanceof z.ZodNumber) return `Number.isFinite(${value})`
    if (schema instanceof z.ZodBoolean) return `typeof ${value} === 'boolean'`
    if (schema instanceof z.ZodUnknown) return 'true'
    if (schema instanceof z.ZodArray) return ofArray(schema.element as z.ZodType, value, place)
    if (schema instanceof z.ZodObject && !schema.def.catchall) return ofObject(schema.shape, value, place)
    if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodString && hasNoChecks(schema.keyType))
      return other(ofRecord(createAccepts(schema.valueType as z.ZodType)), value, place)
  }
  // An object that the schema accepts is answered as a copy, so only what is no object is ever the same.
  const isSame: Accepts = (each) => {
    const result = schema.safeParse(each)
    return result.success && result.data === each
  }
  return other(isSame, value, place)
}

function other(accepts: Accepts, value: string, { others }: Place): string {
  others.push(accepts)
  return `others[${others.length - 1}](${value})`
}

const inner = (schema: z.ZodNullable | z.ZodOptional) => schema.unwrap() as z.ZodType

/** Without rules of its own, such as a length. */
const hasNoChecks = ({ def }: z.ZodType) => ((def as { checks?: unknown[] }).checks ?? []).length === 0

function ofArray(element: z.ZodType, value: string, { others, depth }: Place): string {
  const item = `item${depth}`
  const ofItem = codeOf(element, item, { others, depth: depth + 1 })
  return `(Array.isArray(${value}) && ${value}.every((${item}) => ${ofItem}))`
}

/** As many names as there are properties, each of which is there: so none is inherited, and no other is there. */
function ofObject(shape: Readonly<Record<string, z.ZodType>>, value: string, { others, depth }: Place): string {
  const object = `object${depth}`
  const inside = { others, depth: depth + 1 }
  const count: string[] = []
  const properties: string[] = []
  for (const [name, schema] of Object.entries(shape)) {
    const property = `${object}[${JSON.stringify(name)}]`
    const isThere = `${property} !== undefined`
    if (schema instanceof z.ZodOptional) {
      count.push(`(${isThere} ? 1 : 0)`)
      properties.push(`(!(${isThere}) || ${codeOf(inner(schema), property, inside)})`)
    } else {
      count.push('1')
      properties.push(isThere, codeOf(schema, property, inside))
    }
  }
  const names = `Object.keys(${object}).length === ${count.join(' + ') || '0'}`
  const isObject = `typeof ${object} === 'object' && ${object} !== null`
  return `((${object}) => ${[isObject, names, ...properties].join(' && ')})(${value})`
}

/** The schema leaves out a key that could change what objects inherit. */
const ofRecord =
  (accepts: Accepts): Accepts =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([key, each]) => key !== '__proto__' && each !== undefined && accepts(each))
