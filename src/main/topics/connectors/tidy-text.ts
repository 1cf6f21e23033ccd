import { withScheme } from '../../../shared/text/addresses.ts'
import { isObject, type JsonObject, setOwn } from '../../../shared/json.ts'
import { likelyTypes } from '../../../shared/types.ts'
import { ALWAYS, ofItems, ofProperty, spread } from '../../../shared/views.ts'

/** Formats in which a space at an end can only come from pasting. */
const SPACELESS = new Set(
  'uri url iri uri-reference iri-reference email idn-email hostname idn-hostname ipv4 ipv6 uuid date date-time time'.split(
    ' ',
  ),
)
const ADDRESS = new Set(['uri', 'url', 'iri'])
const WEB_PATTERN = /^\^(?:\(\?:|\()?https?(?:\?|\(s\)\?|\)|:|s\?)/
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*(?=:\/\/)/

type Test = (schema: JsonObject) => boolean

const isWeb: Test = ({ pattern }) => typeof pattern === 'string' && WEB_PATTERN.test(pattern)
const isAddress: Test = (schema) => isWeb(schema) || ADDRESS.has(String(schema.format))
const isSpaceless: Test = (schema) => isWeb(schema) || SPACELESS.has(String(schema.format))

/** The schemas of a place: those that always bear on it, and those of every branch and condition. */
interface Heads {
  sure: JsonObject[]
  all: JsonObject[]
}

/**
 * A config in which every address is as it was meant: `HTTPS://` in small letters, no outer spaces, `https://` before a
 * bare host. What may be text of another kind, in a branch that has the same name, stays as it is.
 */
export const tidied = (root: JsonObject, config: unknown): unknown =>
  tidyAt(root, { sure: [root], all: [root] }, config)

function tidyAt(root: JsonObject, heads: Heads, value: unknown): unknown {
  if (typeof value === 'string') return tidyText(root, heads, value)
  if (typeof value !== 'object' || value === null) return value
  const [sure, all] = [spread(root, heads.sure, ALWAYS), spread(root, heads.all)]
  if (Array.isArray(value)) {
    const items = { sure: ofItems(sure), all: ofItems(all) }
    return value.map((item) => tidyAt(root, items, item))
  }
  const result: JsonObject = {}
  for (const [name, member] of Object.entries(value))
    setOwn(result, name, tidyAt(root, { sure: ofProperty(sure, name), all: ofProperty(all, name) }, member))
  return result
}

function tidyText(root: JsonObject, { sure, all }: Heads, text: string): string {
  const is = (test: Test) =>
    sure.some((schema) => isAlways(root, schema, test)) ||
    (all.length > 0 && all.every((schema) => isAlways(root, schema, test)))
  const tidy = is(isSpaceless) ? text.trim() : text
  return is(isAddress) ? withScheme(tidy.replace(SCHEME, (scheme) => scheme.toLowerCase())) : tidy
}

/** Whether a test holds for all text that a schema allows, in each of its branches. */
function isAlways(root: JsonObject, schema: JsonObject, test: Test, around: readonly JsonObject[] = []): boolean {
  if (around.includes(schema)) return false
  const views = spread(root, [schema], ALWAYS)
  if (views.some(test)) return true
  return views.some((view) =>
    [view.oneOf, view.anyOf].some((union) => {
      const branches = Array.isArray(union) ? union.filter(isObject).filter((branch) => takesText(root, branch)) : []
      return branches.length > 0 && branches.every((branch) => isAlways(root, branch, test, [...around, schema]))
    }),
  )
}

const takesText = (root: JsonObject, branch: JsonObject): boolean =>
  spread(root, [branch], ALWAYS).every((view) => {
    const types = likelyTypes(view)
    return types.length === 0 || types.includes('string')
  })
