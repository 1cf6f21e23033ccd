import type { Settings } from '../../../../contract/groups/connectors.ts'
import { appError, fieldError, type FieldErrors } from '../../../../contract/errors.ts'
import { isObject } from '../../../../shared/json.ts'
import { referenceKind } from '../../../../shared/reasons/references.ts'
import type { Context } from '../../../core/context.ts'
import type { OpenKey } from '../../../secrets/vault.ts'
import type { StoredSecret } from '../../../store/schema.ts'
import { schemasOf } from '../input.ts'
import { secretMoves } from '../secret-moves.ts'

type Auth = Record<string, StoredSecret>
type Entry = Parameters<typeof schemasOf>[0]

/** A secret that is kept elsewhere. One that came with a restore, with files or over REST is not used before somebody here confirms it. */
export interface Reference {
  reference: string
  isConfirmed: boolean
}

/** The member by which a stored reference is recognised; no secret may have it. */
const MARK = 'patchbay-reference'

/**
 * A reference as it is stored: in an envelope, so nobody who can only write to the database can have a command run,
 * and beside it in clear, to be shown.
 */
export function sealReference(
  key: Pick<OpenKey, 'encrypt'>,
  place: { connectorId: string; path: string },
  { reference, isConfirmed }: Reference,
  updatedAt: string,
): StoredSecret {
  const value = key.encrypt(place, { [MARK]: reference, isConfirmed })
  return { value, updatedAt, reference, ...(!isConfirmed && { isUnconfirmed: true }) }
}

/** The same for several by their paths; none without a key. */
export const sealReferences = (
  key: Pick<OpenKey, 'encrypt'> | null,
  connectorId: string,
  references: ReadonlyMap<string, Reference>,
  now: string,
): Auth =>
  key
    ? Object.fromEntries(
        [...references].map(([path, one]) => [path, sealReference(key, { connectorId, path }, one, now)]),
      )
    : {}

/** The reference that an envelope held; null for a secret. */
export function asReference({ reference: shown }: StoredSecret, value: unknown): Reference | null {
  if (shown === undefined || !isReferenceShaped(value)) return null
  return { reference: String(value[MARK]), isConfirmed: value['isConfirmed'] === true }
}

/** Whether a value could be taken for a reference. */
export const isReferenceShaped = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && Object.hasOwn(value, MARK)

/** The references to store by their paths, those stored whose place has moved among them. */
export interface ReferenceChanges {
  references: Map<string, Reference>
  /** The paths under which the moved ones are stored. */
  former: string[]
  /** The stored secrets as if the references were among them, for the checks, which see no values. */
  auth: Auth
  settings: Settings
}

/** What an install or an update does to references. Throws `invalid` at the field of one that is none. */
export function prepareReferences(
  { isHere }: Pick<Context, 'isHere'>,
  entry: Entry,
  connector: { config: Record<string, unknown>; auth: Auth },
  settings: Settings,
): ReferenceChanges {
  const { refer = {}, set, clear } = settings.secrets
  const mistakes: FieldErrors = {}
  const references = new Map<string, Reference>()
  for (const [path, text] of Object.entries(refer)) {
    const kind = referenceKind(text)
    if (kind === null) mistakes[path] = [fieldError('no_reference')]
    // Only somebody who sits here may have a file read or a command run.
    references.set(path, { reference: text, isConfirmed: isHere || kind === 'env' || kind === 'op' })
  }
  if (Object.keys(mistakes).length > 0) throw appError('input', {}, { fields: mistakes })
  const stored = Object.keys(connector.auth)
  const { from } = secretMoves({ schemas: schemasOf(entry), ...connector, next: settings.config, stored })
  const former: string[] = []
  for (const [path, old] of from) {
    const { reference, isUnconfirmed } = connector.auth[old] ?? {}
    const isReplaced = references.has(path) || path in set || clear.includes(path) || clear.includes(old)
    if (reference === undefined || isReplaced) continue
    references.set(path, { reference, isConfirmed: isUnconfirmed !== true })
    former.push(old)
  }
  const kept = Object.entries(connector.auth).filter(([path]) => !former.includes(path))
  const present = [...references.keys()].map((path) => [path, { value: '', updatedAt: '' }] as const)
  const others = Object.fromEntries(Object.entries(set).filter(([path]) => !references.has(path)))
  return {
    ...{ references, former, auth: Object.fromEntries([...kept, ...present]) },
    settings: { ...settings, secrets: { set: others, clear: clear.filter((path) => !references.has(path)) } },
  }
}

/** Throws `invalid` where the entry has no place for a reference. */
export function assertReferencesHavePlaces(
  references: ReadonlyMap<string, Reference>,
  keep: ReadonlySet<string>,
): void {
  const lost = [...references.keys()].filter((path) => !keep.has(path))
  if (lost.length === 0) return
  throw appError(
    'input',
    {},
    { fields: Object.fromEntries(lost.map((path) => [path, [fieldError('unknown_secret')]])) },
  )
}
