import type { JsonObject } from './json.ts'
import { parsePath } from './path.ts'

const ACRONYMS = new Set(
  'api aws cdc cpu csv db dns ftp gcp gcs html http https iam id ip json jwt kms oauth pem sas sdk sftp smtp sql ssh ssl tls ttl tcp ui uri url utc uuid vpc xml yaml'.split(
    ' ',
  ),
)
/** A word as it is spelt; undefined for one that is no abbreviation. */
export const spelling = (word: string): string | undefined =>
  ACRONYMS.has(word.toLowerCase()) || word.toLowerCase() === 'ids' ? spell(word.toLowerCase()) : undefined

const spell = (word: string) => (word === 'oauth' ? 'OAuth' : word === 'ids' ? 'IDs' : word.toUpperCase())

// Titles that a program generated from a class name are less helpful than the property's name.
const CLASS_NAME = /^(?:[A-Z][a-z0-9]+){2,}Model$/

/** The title that a schema gives its field; undefined where the property's name says more. */
export function ownTitle(schema: JsonObject): string | undefined {
  const title = typeof schema['title'] === 'string' ? schema['title'].trim() : ''
  return title === '' || CLASS_NAME.test(title) ? undefined : title
}

/** A readable label from a property name: `client_id` and `clientId` become "Client ID". */
export function labelFromName(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_\-.]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
    .map((word, at) => spelling(word) ?? (at === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word))
  return words.join(' ')
}

/** The label of a field of a connector by its path, as `config.site_url` becomes "Site URL". */
export function fieldLabel(path: string): string {
  const parts = parsePath(path)
  const inside = (parts[0] === 'config' || parts[0] === 'auth') && parts.length > 1 ? parts.slice(1) : parts
  return inside.map(labelFromName).join(' › ')
}
