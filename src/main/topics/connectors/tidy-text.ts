import { isObject, type JsonObject, setOwn } from '../../../shared/json.ts'
import { ofItems, ofProperty, spread } from '../../../shared/views.ts'

/** Formats in which a space at an end can only come from pasting. */
const SPACELESS = new Set(
  'uri url iri uri-reference iri-reference email idn-email hostname idn-hostname ipv4 ipv6 uuid date date-time time'.split(
    ' ',
  ),
)
const ADDRESS = new Set(['uri', 'url', 'iri'])
const WEB_PATTERN = /^\^(?:\(\?:|\()?https?(?:\?|\(s\)\?|\)|:|s\?)/
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*(?=:\/\/)/

/** A text as it was meant where its schemas say that it is an address: `HTTPS://` in small letters, no outer spaces. */
function tidyText(views: readonly JsonObject[], text: string): string {
  const formats = views.map(({ format }) => format).filter((format) => typeof format === 'string')
  const isWeb = views.some(({ pattern }) => typeof pattern === 'string' && WEB_PATTERN.test(pattern))
  const tidy = isWeb || formats.some((format) => SPACELESS.has(format)) ? text.trim() : text
  return isWeb || formats.some((format) => ADDRESS.has(format))
    ? tidy.replace(SCHEME, (scheme) => scheme.toLowerCase())
    : tidy
}

/** A value in which every address is as it was meant; whatever may be text of another kind stays as it is. */
export function tidied(root: JsonObject, schemas: readonly JsonObject[], value: unknown): unknown {
  const views = spread(root, schemas)
  if (typeof value === 'string') return tidyText(views, value)
  if (Array.isArray(value)) return value.map((item) => tidied(root, ofItems(views), item))
  if (!isObject(value)) return value
  const result: JsonObject = {}
  for (const [name, member] of Object.entries(value))
    setOwn(result, name, tidied(root, ofProperty(views, name), member))
  return result
}
