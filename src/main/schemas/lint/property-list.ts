import { isObject, setOwn, type JsonObject } from '../../../shared/json.ts'

/**
 * Properties as the list that some tools write, `[{ name, displayName, type, default, options, typeOptions }]`, in the
 * shape of JSON Schema. What has no name is left out, as are notices, which hold no value.
 */
export function propertiesOfList(list: unknown[]): JsonObject {
  const properties: JsonObject = {}
  for (const item of list) {
    if (isObject(item) && typeof item.name === 'string' && item.type !== 'notice') {
      setOwn(properties, item.name, schemaOf(item))
    }
  }
  return properties
}

function schemaOf(item: JsonObject): JsonObject {
  const { name: _name, displayName, displayOptions: _when, typeOptions, options, placeholder, type, ...rest } = item
  const told = isObject(typeOptions) ? typeOptions : {}
  const schema: JsonObject = { ...rest }
  if (displayName !== undefined) schema.title = displayName
  if (placeholder !== undefined && placeholder !== '') schema.examples = [placeholder]
  if (told.password === true) schema.writeOnly = true
  if (typeof told.rows === 'number' && told.rows > 1) schema.multiline = true
  if (typeof told.minValue === 'number') schema.minimum = told.minValue
  if (typeof told.maxValue === 'number') schema.maximum = told.maxValue
  if (type === 'hidden') schema.airbyte_hidden = true
  const choices = Array.isArray(options) ? options.filter(isObject) : []
  if (type === 'collection' || type === 'fixedCollection') {
    return { ...withoutDefault(schema), type: 'object', properties: propertiesOfList(choices) }
  }
  if (type === 'multiOptions') return { ...schema, type: 'array', items: choiceOf(choices), uniqueItems: true }
  if (type === 'options') return { ...schema, ...choiceOf(choices) }
  return { ...schema, type: type === 'hidden' || type === undefined ? 'string' : type }
}

function withoutDefault({ default: _default, ...schema }: JsonObject): JsonObject {
  return schema
}

/** Named values; a list of properties in the place of values makes a choice of nothing, so it stays text. */
function choiceOf(options: JsonObject[]): JsonObject {
  const values = options.filter((option) => Object.hasOwn(option, 'value'))
  if (values.length === 0) return { type: 'string' }
  const oneOf = values.map(({ name, value }) =>
    typeof name === 'string' ? { const: value, title: name } : { const: value },
  )
  return { oneOf }
}
