import { holdsPassword, type SecretSound, secretSound, secretSoundOfTitle } from '../../../shared/secret-looks.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import { formatPath } from '../../../shared/path.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import { placesIn, type Side } from '../../../shared/secret-places.ts'
import { liftSecrets } from '../../../shared/secret-values.ts'
import { likelyTypes } from '../../../shared/types.ts'
import {
  createSetKeys,
  ofProperty,
  ofUndeclared,
  propertyNames,
  requiredNames,
  resolveRef,
  spread,
} from '../../../shared/views.ts'

export interface Places {
  /** The paths of all secrets, in every branch; "*" stands for any item or name. */
  secrets: string[]
  /** How many fields a form can show, counted over all branches. */
  fields: number
  /** The fields that nothing marks as secret and whose name or title sounds like one. */
  soundsSecret: SoundingField[]
}

/** A field that sounds like a secret, and whether it became one. */
interface SoundingField {
  path: string
  isStrong: boolean
  isTreated: boolean
}

/** Whether a field that sounds like a secret is to be one. */
export type Treat = (path: string, sound: SecretSound) => boolean

/** Which fields that sound like secrets become secrets: those of strong names, all, none, or just these paths. */
export type SoundsSecret = 'strong' | 'treat' | 'warn' | readonly string[]

/** Names with hardly another meaning are secrets, unless somebody says otherwise. */
export const treatStrong: Treat = (_path, sound) => sound === 'strong'

export function treatOf(sounds: SoundsSecret): Treat {
  if (sounds === 'strong') return treatStrong
  return typeof sounds === 'string' ? () => sounds === 'treat' : (path) => sounds.includes(path)
}

/**
 * Walks every place that a document of a normalised schema can have and settles there what the schemas of that place
 * say together: `writeOnly` goes onto each secret and its default away, and what no value could satisfy is loosened.
 */
export function settlePlaces(root: JsonObject, side: Side, report: Report, treat: Treat): Places {
  const secrets = new Set<string>()
  const soundsSecret: SoundingField[] = []
  const fields = new Set<string>()
  const keyOf = createSetKeys()
  const settled = new Set<string>()
  const emptyable = new Set<string>()
  for (const mark of ['writeOnly', 'airbyte_secret']) delete root[mark]
  for (const { path, schemas, isSecret, isLeaf } of placesIn(root, side)) {
    if (isLeaf) fields.add(formatPath(path))
    if (isSecret) {
      secrets.add(formatPath(path))
      for (const schema of schemas) markSecret(schema)
      stripDefaults(spread(root, schemas), path, report)
      continue
    }
    const sound = isLeaf ? soundOf(String(path.at(-1)), spread(root, schemas)) : null
    if (sound !== null) {
      const place = formatPath(path)
      const isTreated = treat(place, sound)
      soundsSecret.push({ path: place, isStrong: sound === 'strong', isTreated })
      report(isTreated ? 'treated_secret' : 'unmarked_secret', path)
      if (isTreated) {
        secrets.add(place)
        for (const schema of schemas) markSecret(schema)
        stripDefaults(spread(root, schemas), path, report)
        continue
      }
      // What was decided once holds where the entry is read again, from the editor or a backup.
      if (sound === 'strong') for (const schema of schemas) schema.writeOnly = false
    }
    for (const name of emptyableNames(root, schemas)) emptyable.add(formatPath([...path, name]))
    // A schema that contains itself has the same schemas at many places.
    const key = keyOf(schemas)
    if (settled.has(key)) continue
    settled.add(key)
    loosen(root, schemas, path, report)
    stripSecretDefaults(root, spread(root, schemas), path, side, report)
  }
  if (emptyable.size > 0) report('required_text', [side], [...emptyable].join(', '))
  return { secrets: [...secrets], fields: fields.size, soundsSecret }
}

/** What the name or the title of a field sounds like; null where its values are listed, dates or flags. */
function soundOf(name: string, views: readonly JsonObject[]): SecretSound | null {
  const isText = views.some((view) => likelyTypes(view).includes('string'))
  const isPlain = views.some((view) => PLAIN_KEYWORDS.some((keyword) => Object.hasOwn(view, keyword)) || isDated(view))
  const isDecided = views.some(({ writeOnly }) => writeOnly === false)
  if (!isText || isPlain || isDecided) return null
  const titles = views.map(({ title }) => (typeof title === 'string' ? secretSoundOfTitle(title) : null))
  const sounds = [secretSound(name), ...titles]
  const sound = sounds.includes('strong') ? 'strong' : (sounds.find((one) => one !== null) ?? null)
  // What is given beforehand is rather the name of a header or of a column than a secret.
  const hasDefault = views.some((view) => typeof view.default === 'string' && view.default !== '')
  return sound === 'strong' && hasDefault ? 'weak' : sound
}

const PLAIN_KEYWORDS = ['enum', 'const', 'oneOf', 'anyOf']
const isDated = ({ format }: JsonObject) =>
  typeof format === 'string' && /^(?:date|time|uri|email|hostname)/.test(format)

function markSecret(schema: JsonObject): void {
  schema.writeOnly = true
  delete schema.airbyte_secret
}

function stripDefaults(views: readonly JsonObject[], place: Place, report: Report): void {
  for (const view of views) {
    const before = view.default
    delete view.default
    if (before !== undefined && before !== null && before !== '') report('secret_default', place)
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
    if (typeof view.default === 'string' && holdsPassword(view.default)) {
      delete view.default
      report('secret_default', place)
    }
    if (typeof view.default !== 'object' || view.default === null) continue
    const lifted: JsonObject = {}
    const rest = liftSecrets(root, views, side, view.default, place, lifted)
    if (Object.keys(lifted).length === 0) continue
    view.default = rest
    report('secret_default', place)
  }
}

function loosen(root: JsonObject, heads: readonly JsonObject[], place: Place, report: Report): void {
  const views = spread(root, heads)
  const isClosed = views.some((view) => view.additionalProperties === false)
  const hasOtherNames = ofUndeclared(views).length > 0
  for (const { schema, undeclared, isClosedToOthers } of findGaps(root, heads)) {
    if (undeclared.length > 0 && isClosed) {
      report('required_unknown', place, undeclared.join(', '))
      schema.required = (schema.required as string[]).filter((name) => !undeclared.includes(name))
    } else if (undeclared.length > 0) report('required_undeclared', place, undeclared.join(', '))
    if (isClosedToOthers) {
      report('closed_around_choices', place)
      delete schema.additionalProperties
      // It stays closed to what nobody declares.
      if (!hasOtherNames && schema.propertyNames === undefined) schema.propertyNames = { enum: propertyNames(views) }
    }
  }
}

/** What stands in the way of any valid value, with the schema that says it. */
interface Gap {
  schema: JsonObject
  /** Names that are required and declared nowhere. */
  undeclared: string[]
  /** The schema forbids the fields that others declare for the same object. */
  isClosedToOthers: boolean
}

const list = (value: unknown): JsonObject[] => [value].flat().filter(isObject)

/**
 * Finds where the schemas of one object, read together, can never be satisfied by a form: a field is required that no
 * schema declares, or one schema is closed to the fields of another.
 */
function findGaps(root: JsonObject, heads: readonly JsonObject[]): Gap[] {
  const gaps = new Map<JsonObject, Gap>()
  const declared = (schemas: readonly JsonObject[]) => propertyNames(spread(root, schemas))

  /** `others` are the names that the schemas around this one declare for the same object. */
  const visit = (schema: JsonObject, others: readonly string[]): void => {
    if (gaps.has(schema)) return
    const own = propertyNames([schema])
    const parts = [schema.allOf, schema.then, schema.else].flatMap(list)
    if (typeof schema.$ref === 'string') parts.push(...list(resolveRef(root, schema.$ref)))
    if (isObject(schema.dependentSchemas)) parts.push(...Object.values(schema.dependentSchemas).flatMap(list))
    if (isObject(schema.dependencies)) parts.push(...Object.values(schema.dependencies).flatMap(list))
    const unions = [list(schema.oneOf), list(schema.anyOf)]
    const foreign = [...others, ...declared([...parts, ...unions.flat()])]
    const known = new Set([...own, ...foreign])
    const required = Array.isArray(schema.required) ? schema.required : []
    const isMap = isObject(schema.additionalProperties) || isObject(schema.patternProperties)
    gaps.set(schema, {
      schema,
      undeclared: isMap ? [] : required.filter((name) => !known.has(name)),
      isClosedToOthers: schema.additionalProperties === false && !isMap && foreign.some((name) => !own.includes(name)),
    })
    for (const part of parts) {
      const rest = declared([...parts.filter((other) => other !== part), ...unions.flat()])
      visit(part, [...others, ...own, ...rest])
    }
    for (const union of unions) {
      const rest = declared([...parts, ...unions.filter((other) => other !== union).flat()])
      for (const branch of union) visit(branch, [...others, ...own, ...rest])
    }
  }

  for (const head of heads) visit(head, declared(heads.filter((other) => other !== head)))
  return [...gaps.values()].filter(({ undeclared, isClosedToOthers }) => undeclared.length > 0 || isClosedToOthers)
}

/** Required fields of text that could be empty by all that their schemas say, which counts as missing here. */
function emptyableNames(root: JsonObject, schemas: readonly JsonObject[]): string[] {
  const views = spread(root, schemas)
  return requiredNames(views).filter((name) => {
    const inside = spread(root, ofProperty(views, name))
    const isText = inside.some((view) => likelyTypes(view).includes('string'))
    return (
      isText &&
      !inside.some((view) => TEXT_LIMITS.some((keyword) => Object.hasOwn(view, keyword)) || view.default === '')
    )
  })
}

const TEXT_LIMITS = ['minLength', 'pattern', 'format', 'enum', 'const', 'oneOf', 'anyOf']
