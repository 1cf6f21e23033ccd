import { isObject, type JsonObject } from '../../../shared/json.ts'
import { isSecret } from '../../../shared/secret-places.ts'
import { ofProperty, propertyNames, spread } from '../../../shared/views.ts'
import { COLOURS } from '../../../shared/limits.ts'
import type { CatalogRow } from '../catalog/rows.ts'

type Entry = Pick<CatalogRow, 'key' | 'name' | 'defaultConfigSchema'>

/**
 * The JSON Schema by which an editor completes and checks the files of connectors: what all have, and the config of each
 * catalog entry. It helps people type; a plan says what is right.
 */
export function editorSchema(entries: readonly Entry[]): string {
  const keys = entries.map(({ key }) => key).sort()
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A connector of Patchbay',
    type: 'object',
    required: ['name', 'catalog_key'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', description: 'Keep it: it says which connector this is.' },
      name: { type: 'string', minLength: 1, maxLength: 255 },
      catalog_key: { enum: keys, description: 'The key of the catalog entry, which cannot be changed.' },
      status: { enum: ['inactive', 'active', 'error'], default: 'inactive' },
      status_message: { type: 'string', description: 'Why it is failing; for the status error.' },
      tags: { type: 'array', items: { type: 'string', maxLength: 50 }, maxItems: 50 },
      description: { type: 'string', maxLength: 1000 },
      colour: { enum: [...COLOURS] },
      pinned: { type: 'boolean' },
      secrets_expire: { type: 'string', format: 'date', description: 'The last day on which its secrets work.' },
      config: { type: 'object' },
      secrets: {
        type: 'object',
        description: 'The secrets that are set. Their values are elsewhere.',
        additionalProperties: {
          type: 'object',
          minProperties: 1,
          maxProperties: 1,
          properties: {
            set: { const: true },
            reference: {
              type: 'string',
              description: 'Where it is kept: op://…, env:NAME, file:/PATH or cmd:PROGRAM.',
            },
          },
          additionalProperties: false,
        },
      },
    },
    allOf: [...entries]
      .sort((left, right) => (left.key < right.key ? -1 : 1))
      .map(({ key, defaultConfigSchema }) => ({
        if: { properties: { catalog_key: { const: key } }, required: ['catalog_key'] },
        then: { properties: { config: withoutSecrets(defaultConfigSchema) } },
      })),
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

/**
 * The schema of a config without the secrets at its top, which no file has. One with references, which would point to another
 * root here, allows every object.
 */
function withoutSecrets(root: JsonObject): JsonObject {
  if (JSON.stringify(root).includes('"$ref"')) return { type: 'object' }
  // Only a whole schema may have `$schema`.
  const { $schema: _schema, ...schema } = root
  const views = spread(root, [root])
  const secrets = new Set(propertyNames(views).filter((name) => isSecret(root, ofProperty(views, name), 'config')))
  const { properties, required } = schema
  return {
    ...schema,
    ...(isObject(properties) && {
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !secrets.has(name))),
    }),
    ...(Array.isArray(required) && { required: required.filter((name) => !secrets.has(String(name))) }),
  }
}
