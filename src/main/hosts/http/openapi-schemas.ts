import * as z from 'zod'
import { ErrorBody, FieldErrors } from '../../../contract/common.ts'
import * as exported from '../../../contract/index.ts'
import { ERROR_CODES } from '../../../contract/errors.ts'
import { errorReasons } from '../../../shared/reasons/error-reasons.ts'

export interface JsonSchema {
  $ref?: string
  type?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  $defs?: Record<string, JsonSchema>
  [keyword: string]: unknown
}

const COMPONENTS = '#/components/schemas/'

/** Zod schemas as JSON Schemas that name one another, for the components of a document. */
export function createSchemas() {
  const components: Record<string, JsonSchema> = { Problem: PROBLEM, Reason: REASON }
  const names = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries({ ErrorBody, FieldErrors, ...exported }))
    if (schema instanceof z.ZodType) names.add(schema, { id })

  /** What schemas say of themselves, as passphrases do, with their names. */
  const metadata: typeof names = Object.assign(z.registry<{ id: string }>(), {
    get: (schema: z.core.$ZodType) => ({ ...z.globalRegistry.get(schema), ...names.get(schema) }),
  })

  /** Puts a schema among the components; a name that another schema has gets an ending, as inputs differ from answers. */
  const put = (name: string, schema: JsonSchema): JsonSchema => {
    const text = JSON.stringify(schema)
    const free = [name, `${name}Input`].find((one) => JSON.stringify(components[one] ?? schema) === text)
    if (free === undefined) throw new Error(`Two schemas are named ${name}`)
    components[free] = schema
    return { $ref: COMPONENTS + free }
  }

  const hoist = (schema: JsonSchema, io: 'input' | 'output'): JsonSchema => {
    const { $schema: _schema, $defs = {}, ...rest } = schema
    // Of an input, the names come with an ending at once, since what one schema refers to differs with it.
    const nameOf = (name: string) => (io === 'input' && isObject($defs[name]) ? `${name}Input` : name)
    const renamed = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value).replaceAll(
          /"#\/\$defs\/([^"]+)"/g,
          (_all, name: string) => `"${COMPONENTS}${nameOf(name)}"`,
        ),
      ) as T
    for (const [name, one] of Object.entries($defs)) {
      const { id: _id, ...definition } = renamed(one)
      put(nameOf(name), definition)
    }
    return renamed(rest)
  }

  return {
    components,
    /** What a caller gives. Passphrases, which may also be bytes, say of themselves what they are. */
    ofInput: (schema: z.ZodType): JsonSchema =>
      hoist(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', metadata }) as JsonSchema, 'input'),
    ofOutput: (schema: z.ZodType): JsonSchema => hoist(z.toJSONSchema(schema, { metadata }) as JsonSchema, 'output'),
    /** A reference to an object that gets this name; what is a reference or no object with members stays as it is. */
    named: (name: string, schema: JsonSchema): JsonSchema =>
      schema.$ref === undefined && schema.properties ? put(name, schema) : schema,
  }
}

const isObject = (schema: JsonSchema | undefined) => JSON.stringify(schema).includes('"properties"')

/** A stable word for each error. */
const REASON: JsonSchema = { type: 'string', enum: Object.keys(errorReasons) }

/** What REST answers for an error. */
const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  required: ['type', 'title', 'status', 'detail', 'code', 'reason', 'values', 'error'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What went wrong and what to do, in English' },
    code: { type: 'string', enum: Object.keys(ERROR_CODES) },
    reason: { $ref: `${COMPONENTS}Reason` },
    values: { type: 'object', description: 'What the sentence of the reason names', additionalProperties: true },
    fields: {
      type: 'object',
      description: 'Sentences by the dotted path of a field',
      additionalProperties: { type: 'array', items: { type: 'string' } },
    },
    changes: {
      type: 'array',
      description: 'With the status 412: what was changed since, the newest first',
      items: { type: 'object', additionalProperties: true },
    },
    error: { type: 'object', description: 'The same as the command line prints it', additionalProperties: true },
  },
}
