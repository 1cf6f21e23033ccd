import type { SecretState } from '../../../contract/groups/connectors.ts'
import { formatPath, isWithin, parsePath, type Path } from '../../../shared/path.ts'

/** What a save does with a stored secret: it is kept unless it is `replacing` (a new value may be typed), `cleared`, `moved` with its list item, or `left` with its branch. */
export type SecretFate = 'kept' | 'replacing' | 'cleared' | 'moved' | 'left'

interface Stored {
  path: string[]
  updatedAt: string | null
  /** It cannot be read, so there is no use in keeping it. */
  mustReenter: boolean
  /** Where it is kept in place of here. */
  reference?: string | undefined
}

/** The person's decisions about the stored secrets; immutable. */
export interface SecretDecisions {
  stored: ReadonlyMap<string, Stored>
  fates: ReadonlyMap<string, Exclude<SecretFate, 'kept' | 'left'>>
  /** Choices whose branch differs from the stored one, with the names that all of their branches share. */
  leftChoices: ReadonlyMap<string, { path: Path; shared: readonly string[] }>
}

export const secretDecisions = (states: readonly SecretState[]): SecretDecisions => ({
  stored: new Map(
    states
      .filter((state) => state.isSet)
      .map((state) => [
        state.path,
        {
          path: parsePath(state.path),
          updatedAt: state.updatedAt,
          mustReenter: state.mustReenter ?? false,
          reference: state.reference,
        },
      ]),
  ),
  fates: new Map(),
  leftChoices: new Map(),
})

/** The dotted paths of the secrets that are stored. */
export const keptPaths = (states: readonly SecretState[]): string[] =>
  states.filter(({ isSet }) => isSet).map(({ path }) => path)

/** Counts secrets as stored that main holds for the next save, such as the tokens of a sign-in. */
export function addStored(decisions: SecretDecisions, paths: readonly string[], updatedAt: string): SecretDecisions {
  const stored = new Map(decisions.stored)
  const fates = new Map(decisions.fates)
  for (const path of paths) {
    stored.set(path, { path: parsePath(path), updatedAt, mustReenter: false })
    fates.delete(path)
  }
  return { ...decisions, stored, fates }
}

/** The fate of the secret stored at a path; null when none is stored. */
export function fateOf(decisions: SecretDecisions, path: Path): SecretFate | null {
  const key = formatPath(path)
  if (!decisions.stored.has(key)) return null
  const isLeft = [...decisions.leftChoices.values()].some(
    (choice) => isWithin(path, choice.path) && !choice.shared.includes(String(path[choice.path.length])),
  )
  return isLeft ? 'left' : (decisions.fates.get(key) ?? 'kept')
}

/** Decides about one stored secret. */
export function decide(
  decisions: SecretDecisions,
  path: Path,
  fate: 'kept' | 'replacing' | 'cleared',
): SecretDecisions {
  const fates = new Map(decisions.fates)
  if (fate === 'kept') fates.delete(formatPath(path))
  else fates.set(formatPath(path), fate)
  return { ...decisions, fates }
}

/** Drops the stored secrets of list items that moved, because a stored secret must never reach another item. */
export function dropItems(
  decisions: SecretDecisions,
  list: Path,
  isAffected: (index: number) => boolean,
): SecretDecisions {
  const fates = new Map(decisions.fates)
  for (const [key, { path }] of decisions.stored) {
    if (isWithin(path, list) && path.length > list.length && isAffected(Number(path[list.length])))
      fates.set(key, 'moved')
  }
  return { ...decisions, fates }
}

/** Drops the stored secrets of map entries that were removed or renamed. */
export function dropNames(decisions: SecretDecisions, map: Path, names: readonly string[]): SecretDecisions {
  const fates = new Map(decisions.fates)
  for (const [key, { path }] of decisions.stored) {
    if (isWithin(path, map) && names.includes(String(path[map.length]))) fates.set(key, 'moved')
  }
  return { ...decisions, fates }
}

/** Records whether a choice left its stored branch or returned to it. */
export function leaveBranch(
  decisions: SecretDecisions,
  path: Path,
  isLeft: boolean,
  shared: readonly string[],
): SecretDecisions {
  const leftChoices = new Map(decisions.leftChoices)
  if (isLeft) leftChoices.set(formatPath(path), { path, shared })
  else leftChoices.delete(formatPath(path))
  return { ...decisions, leftChoices }
}

/** The dotted paths of stored secrets to clear. */
export const clearedPaths = (decisions: SecretDecisions): string[] =>
  [...decisions.stored].flatMap(([key, { path }]) => {
    const fate = fateOf(decisions, path)
    return fate === 'cleared' || fate === 'moved' || fate === 'left' ? [key] : []
  })

/** The names of stored secrets directly below a path. */
export const storedNamesBelow = (decisions: SecretDecisions, path: Path): string[] =>
  [...decisions.stored.values()].flatMap((stored) => {
    const name = stored.path[path.length]
    return name !== undefined && isWithin(stored.path, path) ? [name] : []
  })

/** The dotted paths of kept secrets within these places. */
export const storedWithin = (decisions: SecretDecisions, places: readonly Path[]): string[] =>
  [...decisions.stored].flatMap(([key, { path }]) =>
    fateOf(decisions, path) === 'kept' && places.some((place) => isWithin(path, place)) ? [key] : [],
  )
