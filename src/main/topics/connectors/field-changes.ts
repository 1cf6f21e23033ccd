import type { FieldChange } from '../../../contract/groups/activity.ts'
import { isObject, type JsonObject, own, setOwn } from '../../../shared/json.ts'
import { formatPath, parsePath, type Path } from '../../../shared/path.ts'
import { holdsPassword, looksSecret, secretSound } from '../../../shared/secret-looks.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { mergeSecrets, splitSecrets } from '../../../shared/secret-values.ts'

/** Longer values are in the config of the row alone. */
const MAX_SHOWN = 2000

/** What of a connector the history shows with its values. */
export interface Head {
  name: string
  tags: string[]
  description: string
  colour: string | null
  secretExpiresAt: string | null
  config: JsonObject
}

/** A config as the history may keep it. */
interface PublicConfig {
  config: JsonObject
  /** The dotted paths of what was left out, each an object's member. */
  hidden: Set<string>
}

/**
 * A config without what is or may be a secret: its entry may have come to mark a field that holds one, and people paste
 * tokens into the wrong fields. A list with such an item is left out whole.
 */
export function toPublicConfig(schemas: EntrySchemas, stored: JsonObject): PublicConfig {
  const { config, secrets } = splitSecrets(schemas, { config: stored, auth: {} })
  const hidden = new Set(Object.keys(secrets))
  const shown = (value: unknown): boolean =>
    typeof value === 'string'
      ? isShown(value)
      : Array.isArray(value)
        ? value.every((item) => shown(item))
        : !isObject(value) || Object.entries(value).every(([name, member]) => isPlain(name, member) && shown(member))
  const copy = (object: JsonObject, path: Path): JsonObject => {
    const result: JsonObject = {}
    for (const [name, member] of Object.entries(object)) {
      const place = [...path, name]
      if (isObject(member)) setOwn(result, name, copy(member, place))
      else if (isPlain(name, member) && shown(member)) setOwn(result, name, member)
      else hidden.add(formatPath(place))
    }
    return result
  }
  return { config: copy(config, ['config']), hidden }
}

/** Whether a text looks like no secret and holds none. */
const isShown = (text: string) => !looksSecret(text) && !holdsPassword(text)

/** A flag or a number that is named like a secret, as `has_token`, is none. */
const isPlain = (name: string, value: unknown) => typeof value !== 'string' || secretSound(name) !== 'strong'

/** A config of the history with what that leaves out as it is at present. */
export function restoredConfig(schemas: EntrySchemas, present: JsonObject, kept: JsonObject): JsonObject {
  const hidden = [...toPublicConfig(schemas, present).hidden]
  const values = Object.fromEntries(hidden.map((path) => [path, valueAt({ config: present }, parsePath(path))]))
  return mergeSecrets({ config: kept, auth: {} }, values).config
}

const valueAt = (document: unknown, path: string[]): unknown =>
  path.reduce((value, name) => (isObject(value) ? own(value, name) : undefined), document)

/**
 * What differs between two states of a connector, field by field; `before` is null for a new one. `known` is the public config
 * of `after` where it is there already.
 */
export function fieldChanges(
  schemas: EntrySchemas,
  before: Head | null,
  after: Head,
  known?: PublicConfig,
): FieldChange[] {
  const [from, to] = [before && leavesOf(schemas, before), leavesOf(schemas, after, known)]
  const changes: FieldChange[] = []
  for (const path of new Set([...(from?.keys() ?? []), ...to.keys()])) {
    const [old, present] = [from?.get(path), to.get(path)]
    if (old?.text === present?.text) continue
    if (old?.isHidden || present?.isHidden) changes.push({ path, hidden: 'may_be_secret' })
    else if ((old?.text.length ?? 0) + (present?.text.length ?? 0) > MAX_SHOWN) changes.push({ path, hidden: 'long' })
    else changes.push({ path, ...(old && { from: old.value }), ...(present && { to: present.value }) })
  }
  return changes
}

/** The changes of secrets, which have names alone; one moves where its entry has moved its place. */
export const secretChanges = ({
  set,
  cleared = [],
  moved = [],
}: Record<'set', string[]> & Partial<Record<'cleared' | 'moved', string[]>>): FieldChange[] => [
  ...set.map((path) => ({ path, hidden: 'secret_set' as const })),
  ...cleared.map((path) => ({ path, hidden: 'secret_cleared' as const })),
  ...moved.map((path) => ({ path, hidden: 'secret_moved' as const })),
]

interface Leaf {
  value: unknown
  text: string
  isHidden: boolean
}

/** What a connector has, by dotted path: members of objects one by one, lists whole. Empty lists and null are nothing. */
function leavesOf(
  schemas: EntrySchemas,
  { name, tags, description, colour, secretExpiresAt, config }: Head,
  { hidden } = toPublicConfig(schemas, config),
): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  const visit = (value: unknown, path: Path, isHidden: boolean) => {
    const at = formatPath(path)
    const isHere = isHidden || hidden.has(at)
    if (isObject(value) && Object.keys(value).length > 0)
      for (const [name, member] of Object.entries(value)) visit(member, [...path, name], isHere)
    else if (value !== undefined) leaves.set(at, { value, text: JSON.stringify(value), isHidden: isHere })
  }
  visit(name, ['name'], false)
  if (tags.length > 0) visit(tags, ['tags'], false)
  if (description !== '') visit(description, ['description'], !isShown(description))
  if (colour !== null) visit(colour, ['colour'], false)
  if (secretExpiresAt !== null) visit(secretExpiresAt, ['secretExpiresAt'], false)
  for (const [key, member] of Object.entries(config)) visit(member, ['config', key], false)
  return leaves
}
