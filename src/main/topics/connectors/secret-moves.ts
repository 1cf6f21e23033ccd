import { formatPath, parsePath, type Path } from '../../../shared/path.ts'
import { type EntrySchemas, placesIn, secretPaths } from '../../../shared/secret-places.ts'

/** Where the stored secrets of a connector belong in its entry, which may have changed since they were stored. */
export interface SecretMoves {
  /** The present paths of all stored secrets that have a place. */
  paths: string[]
  /**
   * The path under which a secret is stored, by its present path, of those whose place has moved; also of a place in a
   * branch that the config is not in, which is none of `paths`.
   */
  from: Map<string, string>
  /** The paths under which secrets are stored that have no place any more. */
  withoutPlace: string[]
}

interface Stored {
  schemas: EntrySchemas
  /** The stored config, which says where secrets were before. */
  config: object
  /** The config that is to be stored; the stored one where it stays. */
  next?: object
  /** The paths under which secrets are stored. */
  stored: string[]
}

/**
 * A secret moves where the entry has a place with the same last name, as when a field was put into the branch of a
 * choice: the only such place on the same way, or else the only one at all. What fits several places, or what several
 * secrets fit, moves nowhere, because a secret must not reach a service that it was not meant for.
 */
export function secretMoves({ schemas, config, next = config, stored }: Stored): SecretMoves {
  if (stored.length === 0) return { paths: [], from: new Map(), withoutPlace: [] }
  const before = new Set(secretPaths(schemas, config, stored))
  const lost = stored.filter((path) => !before.has(path))
  if (lost.length === 0) return { paths: stored, from: new Map(), withoutPlace: [] }
  const inPlace = stored.filter((path) => before.has(path))
  const free = freePlaces(schemas, new Set(inPlace))
  const goals = lost.map((path) => ({ path, goal: goalOf(parsePath(path), free) }))
  const isAlone = (goal: string) => goals.filter((one) => one.goal === goal).length === 1
  const from = new Map(goals.flatMap(({ path, goal }) => (goal !== null && isAlone(goal) ? [[goal, path]] : [])))
  const knownWith = (some: string[]) => new Set(secretPaths(schemas, next, [...inPlace, ...some]))
  const known = knownWith([...from.keys()])
  const candidates = [...from.keys()].filter((path) => known.has(path))
  const atHome = [...knownWith([])].filter((path) => inPlace.includes(path))
  const keepsAll = (some: string[]) => {
    const there = knownWith(some)
    return [...atHome, ...some].every((path) => there.has(path))
  }
  // With a secret that moves another branch may be meant, and one that is in its place must not lose it to that.
  const moved = keepsAll(candidates) ? candidates : []
  if (moved !== candidates) for (const path of candidates) if (keepsAll([...moved, path])) moved.push(path)
  const placed = new Set(moved.map((path) => from.get(path)))
  return { paths: [...inPlace, ...moved], from, withoutPlace: lost.filter((path) => !placed.has(path)) }
}

/** The places for a secret that no stored one is in, of every branch. */
function freePlaces({ configSchema, authSchema }: EntrySchemas, taken: ReadonlySet<string>): Path[] {
  const places = new Map<string, Path>()
  for (const { path, isSecret } of [...placesIn(configSchema, 'config'), ...placesIn(authSchema, 'auth')])
    if (isSecret && !taken.has(formatPath(path))) places.set(formatPath(path), path)
  return [...places.values()]
}

/** The one place that a path fits; null where it fits none or several. */
function goalOf(path: string[], free: readonly Path[]): string | null {
  const [side, ...names] = path
  const near: string[] = []
  const nearOnOtherSide: string[] = []
  const far: string[] = []
  for (const [otherSide, ...pattern] of free) {
    if (pattern.at(-1) !== names.at(-1)) continue
    const inner = withNames(pattern, names)
    if (inner !== null || isPartOf(pattern, names)) {
      const goal = formatPath([otherSide as string, ...(inner ?? pattern)])
      ;(otherSide === side ? near : nearOnOtherSide).push(goal)
    } else if (!pattern.includes(ANY)) far.push(formatPath([otherSide as string, ...pattern]))
  }
  const goals = [near, nearOnOtherSide, far].find((some) => some.length > 0) ?? []
  return goals.length === 1 ? (goals[0] as string) : null
}

const ANY = '*'

/** A place whose names are those of a path and further ones between them, with the path's own names of items and entries. */
function withNames(pattern: Path, names: readonly string[]): string[] | null {
  let at = 0
  const place: string[] = []
  for (const name of pattern) {
    const isAny = name === ANY
    if (isAny && names[at] === undefined) return null
    place.push(isAny ? (names[at] as string) : String(name))
    if (isAny || name === names[at]) at += 1
  }
  return at === names.length ? place : null
}

/** Whether the names of a place are those of a path with some left out. */
function isPartOf(pattern: Path, names: readonly string[]): boolean {
  let at = 0
  for (const name of names) if (name === pattern[at]) at += 1
  return at === pattern.length
}
