import * as z from 'zod'
import type { Contract, Procedure, Role } from '../../../contract/define.ts'
import { ERROR_CODES } from '../../../contract/errors.ts'
import { errorReasons } from '../../../shared/reasons/error-reasons.ts'
import { restProcedures, WORKSPACE_HEADER } from './rest.ts'

interface ObjectSchema {
  properties?: Record<string, unknown>
  required?: string[]
}

/** Describes what of a contract is there over http as OpenAPI 3.1, from the same schemas that guard it. */
export function toOpenApi(contract: Contract, info: { title: string; version: string }) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { group, name, method, path, procedure } of restProcedures(contract))
    (paths[`/api${path}`] ??= {})[method.toLowerCase()] = {
      operationId: `${group}.${name}`,
      tags: [group],
      ...describe(procedure, method, path),
    }
  return { openapi: '3.1.0', info, paths, components: { responses: { Error: errorResponse } } }
}

const WHO: Record<Role, string> = {
  anyone: 'Any account may ask this.',
  member: 'Needs the role member or higher.',
  admin: 'Needs the role admin or higher.',
  owner: 'Needs the role owner.',
  founder: 'Only for the person who created the data directory.',
}

function describe({ summary, role, input, output, answers }: Procedure, method: string, path: string) {
  // Passphrases, which may also be bytes, say of themselves what they are.
  const { properties = {}, required = [] } = z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
  }) as ObjectSchema
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const { workspaceId, ...rest } = properties
  const others = Object.keys(rest).filter((name) => !inPath.includes(name))
  const hasBody = method === 'POST' || method === 'PUT'
  const parameter = (where: string) => (name: string) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name],
  })
  return {
    summary,
    description: WHO[role],
    parameters: [
      ...inPath.map(parameter('path')),
      ...(workspaceId ? [{ name: WORKSPACE_HEADER, in: 'header', required: true, schema: workspaceId }] : []),
      ...(hasBody ? [] : others.map(parameter('query'))),
    ],
    ...(hasBody &&
      others.length > 0 && {
        requestBody: {
          required: true,
          content: jsonContent({
            type: 'object',
            properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
            required: required.filter((name) => others.includes(name)),
          }),
        },
      }),
    responses: {
      200: answers === 'file' ? FILE : { description: 'OK', content: jsonContent(z.toJSONSchema(output)) },
      default: { $ref: '#/components/responses/Error' },
    },
  }
}

/** A file of any type needs no schema. */
const FILE = { description: 'The file, to be saved', content: { '*/*': {} } }

const jsonContent = (schema: unknown) => ({ 'application/json': { schema } })

const errorResponse = {
  description: 'What went wrong; `fields` has sentences per dotted path',
  content: jsonContent({
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { enum: Object.keys(ERROR_CODES) },
          message: { type: 'string' },
          reason: { enum: Object.keys(errorReasons) },
          values: { type: 'object', description: 'What the sentence of the reason names' },
          fields: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
        },
      },
    },
  }),
}
