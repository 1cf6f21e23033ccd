import { appError } from '../../../../shared/errors.ts'
import { isObject, type JsonObject } from '../../../../shared/json.ts'
import type { Format, Naming } from './format.ts'
import { kamelet } from './kamelet.ts'
import { mcpServer } from './mcp-server.ts'
import { meltano } from './meltano.ts'
import { nango } from './nango.ts'
import { openapi } from './openapi.ts'
import { windmill } from './windmill.ts'

/** The first that fits reads a document, so what names itself comes before what is known by its shape alone. */
const FORMATS: readonly Format[] = [kamelet, openapi, mcpServer, meltano, nango, windmill]

/** What wraps a list of documents. */
const LISTS = ['servers', 'items', 'resource_types', 'plugins']

/**
 * A parsed file with every document of another format turned into entries of ours; what none of them knows stays as it
 * is. Throws `invalid` for one that needs a key and a name.
 */
export function withOurEntries(json: unknown, naming: Naming): unknown {
  if (Array.isArray(json)) return json.flatMap((one) => read(one) ?? [one])
  if (!isObject(json)) return json
  const format = formatOf(json)
  if (format) return entriesOf(format, json, naming)
  const list: unknown[] | undefined = LISTS.map((name) => json[name]).find(Array.isArray)
  const all = list?.map(read)
  return list && all?.some((one) => one !== null) ? list.flatMap((one, at) => all[at] ?? [one]) : json
}

const formatOf = (document: unknown): Format | undefined =>
  isObject(document) ? FORMATS.find(({ fits }) => fits(document)) : undefined

/** The entries of one document of several; null where no format fits, or where it has no name. */
function read(document: unknown): JsonObject[] | null {
  const format = formatOf(document)
  return format ? format.read(document as JsonObject, undefined) : null
}

function entriesOf(format: Format, document: JsonObject, naming: Naming): JsonObject[] {
  const entries = format.read(document, naming)
  if (!entries) throw appError('needs_naming', { format: format.name })
  return naming && entries.length === 1 ? entries.map((entry) => ({ ...entry, ...naming })) : entries
}
