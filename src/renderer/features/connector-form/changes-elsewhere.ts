import type { SecretState } from '../../../contract/groups/connectors.ts'
import { isEqual, isObject } from '../../../shared/json.ts'
import { formatPath, type Path } from '../../../shared/path.ts'
import type { Head } from './use-save.ts'

/** What a form holds of a connector, and what is stored of it. */
export type ConnectorState = Head & { config: Record<string, unknown> }

/** What a form can change of a connector. */
export const stateOf = ({
  name,
  tags,
  description,
  colour,
  secretExpiresAt,
  config,
}: ConnectorState): ConnectorState => ({ name, tags, description, colour, secretExpiresAt, config })

/** The secrets by path that somebody else has set or cleared since `base`; none where that is not known. */
export const secretsElsewhere = (base: readonly SecretState[] | null, theirs: readonly SecretState[]): string[] =>
  theirs
    .filter(({ path, isSet, updatedAt }) => {
      const old = base?.find((secret) => secret.path === path)
      return old && (old.isSet !== isSet || old.updatedAt !== updatedAt)
    })
    .map(({ path }) => path)

/** A field that somebody else has changed to something other than what the form has. */
export interface ChangedField {
  /** Dotted, as `config.site_url` or `name`. */
  path: string
  /** Undefined where there is no value. */
  mine: unknown
  theirs: unknown
  /** Whether it was changed in the form, too. */
  isMine: boolean
}

/**
 * The fields that differ between a form and a newer state and that somebody else has changed since `base`, with which the
 * form began. Where that is not known, all that differ, as if the form had changed them. A list is one field.
 */
export function changesElsewhere(
  base: ConnectorState | null,
  mine: ConnectorState,
  theirs: ConnectorState,
): ChangedField[] {
  const [before, here, there] = [base && leavesOf(base), leavesOf(mine), leavesOf(theirs)]
  const paths = new Set([...there.keys(), ...here.keys(), ...(before?.keys() ?? [])])
  return [...paths].flatMap((path) => {
    const [old, own, other] = [before?.get(path), here.get(path), there.get(path)]
    if (isEqual(own, other) || (before && isEqual(old, other))) return []
    return [{ path, mine: own, theirs: other, isMine: !before || !isEqual(old, own) }]
  })
}

/** The values of a state by dotted path; an object without members is no value. */
function leavesOf({ name, tags, description, colour, secretExpiresAt, config }: ConnectorState): Map<string, unknown> {
  const leaves = new Map<string, unknown>()
  const add = (value: unknown, path: Path) => {
    if (isObject(value)) for (const [key, member] of Object.entries(value)) add(member, [...path, key])
    else if (value !== undefined) leaves.set(formatPath(path), value)
  }
  add({ name, tags, description, colour, secretExpiresAt, config }, [])
  return leaves
}
