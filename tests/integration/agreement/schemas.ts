import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { lintEntry } from '../../../src/main/schemas/lint/import.ts'
import { readEntries } from '../../../src/main/schemas/lint/file-shapes.ts'
import type { JsonObject } from '../../../src/shared/json.ts'
import type { EntrySchemas } from '../../../src/shared/secret-places.ts'
import { projectPath } from '../../helpers/paths.ts'
import { dirt } from '../../fixtures/schemas/dirt.ts'
import { features } from '../../fixtures/schemas/features.ts'
import { hostile } from '../../fixtures/schemas/hostile.ts'
import { rawSchema } from '../../unit/main/schemas/support.ts'

export interface Sample extends EntrySchemas {
  name: string
}

/** The schemas as the catalog stores them; null for what lint refuses. */
function normalised(name: string, schema: unknown): Sample | null {
  const { entry } = lintEntry(rawSchema(schema))
  return entry && { name, configSchema: entry.configSchema, authSchema: entry.authSchema }
}

const jsonIn = (folder: string): [name: string, json: unknown][] =>
  readdirSync(projectPath(folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => [`${folder}/${file}`, JSON.parse(readFileSync(projectPath(`${folder}/${file}`), 'utf8'))])

/** Every schema of the fixtures that lint takes, and the catalog that comes with the program. */
export const fixtures = (): Sample[] => [
  ...jsonIn('seeds/catalog').flatMap(([name, json]) =>
    readEntries(json).flatMap((raw) => {
      const { entry } = lintEntry(raw)
      return entry ? [{ name, configSchema: entry.configSchema, authSchema: entry.authSchema }] : []
    }),
  ),
  ...[
    ...jsonIn('tests/fixtures/schemas'),
    ...jsonIn('tests/fixtures/forms'),
    ...[...features, ...dirt].map(({ name, schema }): [string, unknown] => [name, schema]),
    ...hostile.map(({ name, build }): [string, unknown] => [name, build()]),
  ].flatMap(([name, schema]) => normalised(name, schema) ?? []),
]

type Schema = JsonObject

const name = fc.constantFrom('host', 'port', 'token', 'a.b', String.raw`c\d`, 'x y', '0')
const secret = { type: 'string', writeOnly: true }
const leaf = fc.constantFrom<Schema>(secret, { type: 'string' }, { type: 'integer' }, { type: 'boolean' })

/** Requires the first few of the properties. */
const group = (properties: Schema, count: number, more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).slice(0, count),
  ...more,
})

const renamed = (fields: Record<string, Schema>, rename: (key: string, field: Schema) => string) =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [rename(key, field), field]))

const isGroup = ({ type }: Schema) => type === 'object' || type === 'array'

const { root } = fc.letrec<{ node: Schema; root: Schema }>((tie) => {
  // One name has one shape in all branches: of a stored secret, neither side knows more than its name.
  const properties = fc
    .dictionary(name, tie('node'), { minKeys: 1, maxKeys: 3 })
    .map((fields) =>
      renamed(fields, (key, field) => (typeof field.type === 'string' && !isGroup(field) ? key : `${key} s`)),
    )
  // What a condition adds has names of its own, since two shapes for one name could not both hold.
  const propertiesNamed = (prefix: string) => properties.map((fields) => renamed(fields, (key) => `${prefix} ${key}`))
  const plain = fc.tuple(properties, fc.nat(2)).map(([fields, count]) => group(fields, count))
  const choice = (kindOf: (at: number, isSome: boolean) => Schema | null) =>
    fc.array(fc.tuple(properties, fc.nat(2), fc.boolean()), { minLength: 2, maxLength: 3 }).map((branches): Schema => {
      const oneOf = branches.map(([fields, count, isSome], at) => {
        const kind = kindOf(at, isSome)
        return { title: `Way ${at}`, ...group(kind ? { kind, ...fields } : fields, kind ? count + 1 : count) }
      })
      return { oneOf }
    })
  const named = choice((at) => ({ const: `way ${at}` }))
  const listed = choice((at) => ({ type: 'string', enum: [`way ${at}`, `way ${at} too`] }))
  const half = choice((at, isSome) => (isSome ? { const: `way ${at}` } : null))
  const loose = choice(() => null)
  const mixed = fc.tuple(leaf, plain).map(([one, other]): Schema => ({ anyOf: [{ title: 'One', ...one }, other] }))
  const optional = fc.oneof(plain, named).map((one): Schema => ({ anyOf: [one, { type: 'null' }] }))
  const conditional = fc
    .tuple(properties, propertiesNamed('then'), propertiesNamed('else'))
    .map(([fields, then, otherwise]): Schema =>
      group({ kind: { type: 'string', enum: ['one', 'two'] }, ...fields }, 1, {
        if: { properties: { kind: { const: 'one' } }, required: ['kind'] },
        then: { properties: then },
        else: { properties: otherwise },
      }),
    )
  const dependent = fc
    .tuple(properties, propertiesNamed('more'))
    .map(([fields, added]): Schema =>
      group({ kind: { type: 'string' }, ...fields }, 0, { dependencies: { kind: { properties: added } } }),
    )
  const list = tie('node').map((items): Schema => ({ type: 'array', items }))
  const map = fc.oneof(leaf, plain).map((values): Schema => ({ type: 'object', additionalProperties: values }))
  const both = plain.map((one): Schema => ({ allOf: [one, group({ extra: secret }, 1)] }))
  const nested = fc.oneof(plain, named, listed, half, loose, mixed, optional, conditional, dependent, list, map, both)
  return {
    node: fc.oneof({ maxDepth: 2, depthSize: 'small' }, leaf, nested),
    root: fc.oneof(plain, conditional, dependent, both),
  }
})

/** Schemas with every way in which fields come and go, as the catalog stores them. */
export const anySchemas: fc.Arbitrary<Sample> = fc
  .tuple(root, fc.option(root, { freq: 4 }))
  .map(([config, auth]) => ({ config: normalised('generated', config), auth: auth && normalised('generated', auth) }))
  .filter(({ config }) => config !== null)
  .map(({ config, auth }) => ({
    name: 'generated',
    configSchema: config?.configSchema ?? {},
    authSchema: asAuth(auth?.configSchema ?? {}),
  }))

/** A config schema as an auth schema is stored. */
function asAuth(authSchema: JsonObject): JsonObject {
  const raw = { ...rawSchema(null), shape: 'entry' as const, raw: { format: 1, configSchema: {}, authSchema } }
  return lintEntry(raw).entry?.authSchema ?? {}
}
