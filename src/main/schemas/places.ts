import { isSecretName } from '../../shared/secret-looks.ts'
import { findGaps } from './closed-objects.ts'
import { isObject, type JsonObject } from '../../shared/json.ts'
import { formatPath } from '../../shared/path.ts'
import type { Place, Report } from '../../shared/problems.ts'
import { isSecret, liftSecrets, type Side } from './secrets.ts'
import { typesIn } from './types.ts'
import { hasMembers, ofItems, ofProperty, propertyNames, spread } from './views.ts'

export interface Places {
  /** The paths of all secrets, in every branch; "*" stands for any item or name. */
  secrets: string[]
  /** How many fields a form can show, counted over all branches. */
  fields: number
}

const MAX_PLACES = 10_000
const ANY = '*'

/**
 * Walks every place that a document of a normalised schema can have and settles there what the schemas of that place
 * say together: `writeOnly` goes onto each secret and its default away, and what no value could satisfy is loosened.
 */
export function settlePlaces(root: JsonObject, side: Side, report: Report): Places {
  const secrets = new Set<string>()
  const fields = new Set<string>()
  let places = 0

  const walk = (heads: JsonObject[], path: Place, around: ReadonlySet<JsonObject>): void => {
    // A schema within itself is settled once; what repeats below it is the same.
    if (++places > MAX_PLACES || heads.every((head) => around.has(head))) return
    loosen(root, heads, path, report)
    const views = spread(root, heads)
    stripSecretDefaults(root, views, path, side, report)
    const inner = new Set([...around, ...heads])
    const names = propertyNames(views).map((name) => [name, ofProperty(views, name)] as const)
    const unnamed = views.flatMap((view) => [view.additionalProperties, ...valuesOf(view.patternProperties)])
    const maps = unnamed.filter(isObject)
    for (const [name, schemas] of maps.length > 0 ? [...names, [ANY, maps] as const] : names) {
      const place = [...path, name]
      if (isSecret(root, schemas, side)) {
        secrets.add(formatPath(place))
        fields.add(formatPath(place))
        for (const schema of schemas) markSecret(schema)
        stripDefaults(spread(root, schemas), place, report)
        continue
      }
      if (!hasMembers(spread(root, schemas))) fields.add(formatPath(place))
      if (isSecretName(name) && schemas.some((schema) => typesIn(schema).includes('string'))) {
        report('unmarked_secret', place)
      }
      walk(schemas, place, inner)
    }
    const items = ofItems(views)
    if (items.length > 0) walk(items, [...path, ANY], inner)
  }

  for (const mark of ['writeOnly', 'airbyte_secret']) delete root[mark]
  walk([root], [side], new Set())
  return { secrets: [...secrets], fields: fields.size }
}

const valuesOf = (map: unknown): unknown[] => (isObject(map) ? Object.values(map) : [])

function markSecret(schema: JsonObject): void {
  schema.writeOnly = true
  delete schema.airbyte_secret
}

function stripDefaults(views: readonly JsonObject[], place: Place, report: Report): void {
  for (const view of views) {
    const given = view.default
    delete view.default
    if (given !== undefined && given !== null && given !== '') report('secret_default', place)
  }
}

/** Takes secrets out of the defaults of groups and lists. */
function stripSecretDefaults(
  root: JsonObject,
  views: readonly JsonObject[],
  place: Place,
  side: Side,
  report: Report,
): void {
  for (const view of views) {
    if (typeof view.default !== 'object' || view.default === null) continue
    const lifted: JsonObject = {}
    const left = liftSecrets(root, views, side, view.default, place, lifted)
    if (Object.keys(lifted).length === 0) continue
    view.default = left
    report('secret_default', place)
  }
}

function loosen(root: JsonObject, heads: readonly JsonObject[], place: Place, report: Report): void {
  for (const { schema, undeclared, isClosedToOthers } of findGaps(root, heads)) {
    if (undeclared.length > 0) {
      report('required_unknown', place, undeclared.join(', '))
      schema.required = (schema.required as string[]).filter((name) => !undeclared.includes(name))
    }
    if (isClosedToOthers) {
      report('closed_around_choices', place)
      delete schema.additionalProperties
    }
  }
}
