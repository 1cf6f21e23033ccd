import { isSecretName } from '../../../shared/secret-looks.ts'
import { findGaps } from './closed-objects.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { formatPath } from '../../../shared/path.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import { placesIn, type Side } from '../../../shared/secret-places.ts'
import { liftSecrets } from '../../../shared/secret-values.ts'
import { typesIn } from '../../../shared/types.ts'
import { spread } from '../../../shared/views.ts'

export interface Places {
  /** The paths of all secrets, in every branch; "*" stands for any item or name. */
  secrets: string[]
  /** How many fields a form can show, counted over all branches. */
  fields: number
}

/**
 * Walks every place that a document of a normalised schema can have and settles there what the schemas of that place
 * say together: `writeOnly` goes onto each secret and its default away, and what no value could satisfy is loosened.
 */
export function settlePlaces(root: JsonObject, side: Side, report: Report): Places {
  const secrets = new Set<string>()
  const fields = new Set<string>()
  for (const mark of ['writeOnly', 'airbyte_secret']) delete root[mark]
  for (const { path, schemas, isSecret, isLeaf } of placesIn(root, side)) {
    if (isLeaf) fields.add(formatPath(path))
    if (isSecret) {
      secrets.add(formatPath(path))
      for (const schema of schemas) markSecret(schema)
      stripDefaults(spread(root, schemas), path, report)
      continue
    }
    if (isSecretName(String(path.at(-1))) && schemas.some((schema) => typesIn(schema).includes('string'))) {
      report('unmarked_secret', path)
    }
    loosen(root, schemas, path, report)
    stripSecretDefaults(root, spread(root, schemas), path, side, report)
  }
  return { secrets: [...secrets], fields: fields.size }
}

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
