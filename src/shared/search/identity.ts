import { type JsonObject, own } from '../json.ts'
import { parsePath } from '../path.ts'
import { isSecret } from '../secret-places.ts'
import { likelyTypes } from '../types.ts'
import { hasMembers, ofProperty, propertyNames, requiredNames, spread } from '../views.ts'

/** Groups within groups in which a required field is looked for. */
const MAX_DEPTH = 4
/** More paths than this are not read of every connector. */
const MAX_PATHS = 2

type Path = readonly string[]

/**
 * Where a config says which account or site a connector is for, best first, at most two paths: those that the entry names
 * in its `summary` (dotted, with or without `config.` before them), else the first required field. Never a secret.
 */
export function identityPaths(root: JsonObject, summary: readonly string[] | null): Path[] {
  const named = (summary ?? [])
    .map((path) => parsePath(path.replace(/^config\./, '')))
    .filter((path) => isPlainPlace(root, path))
  if (named.length > 0) return named.slice(0, MAX_PATHS)
  const required = firstRequired(root, [root], [])
  return required === null ? [] : [required]
}

/** Whether a path leads to a place of the schema that holds one value, with no secret on the way. */
function isPlainPlace(root: JsonObject, path: Path): boolean {
  let schemas = [root]
  for (const name of path) {
    schemas = ofProperty(spread(root, schemas), name)
    if (schemas.length === 0 || isSecret(root, schemas, 'config')) return false
  }
  return path.length > 0 && !hasMembers(spread(root, schemas))
}

function firstRequired(root: JsonObject, schemas: JsonObject[], path: Path): Path | null {
  if (path.length > MAX_DEPTH) return null
  const views = spread(root, schemas)
  const required = new Set(requiredNames(views))
  const orderOf = (name: string) =>
    Math.min(...ofProperty(views, name).map(({ order }) => (typeof order === 'number' ? order : Infinity)))
  const names = propertyNames(views)
    .filter((name) => required.has(name))
    .toSorted((a, b) => (orderOf(a) === orderOf(b) ? 0 : orderOf(a) - orderOf(b)))
  for (const name of names) {
    const inside = ofProperty(views, name)
    if (isSecret(root, inside, 'config')) continue
    const there = spread(root, inside)
    if (hasMembers(there)) {
      const within = firstRequired(root, inside, [...path, name])
      if (within) return within
    } else if (isText(there)) return [...path, name]
  }
  return null
}

/** Whether a place holds text or a number of any kind; one of a few words says nothing about an account. */
const isText = (views: readonly JsonObject[]) =>
  views.some((view) => likelyTypes(view).some((type) => type === 'string' || type === 'integer')) &&
  !views.some((view) => own(view, 'const') !== undefined || Array.isArray(view.enum))

/** The longest text that stands for an account. */
const MAX_LENGTH = 200

/** An identity as it leaves the program: short, and an address without a name and a password in it. */
export function tidyIdentity(text: string): string | null {
  const trimmed = text.trim()
  // Few have such a name, and a look for the sign is quicker than the pattern in lists of thousands.
  const plain = trimmed.includes('@') ? trimmed.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1') : trimmed
  return plain === '' || plain.startsWith('{') || plain.startsWith('[') ? null : plain.slice(0, MAX_LENGTH)
}

const URN = /^urn:[a-z0-9-]+:([a-z][a-z0-9_-]*):(.+)$/i

/** An identity as people read it: an address without its scheme, `urn:li:organization:5515715` as "Organization 5515715". */
export function formatIdentity(text: string): string {
  const urn = URN.exec(text)
  if (urn) return `${urn[1]!.charAt(0).toUpperCase()}${urn[1]!.slice(1)} ${urn[2]}`
  return text.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/+$/, '')
}
