import type { Settings } from '../../../contract/groups/connectors.ts'
import { AppError } from '../../../contract/errors.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { StoredSecret } from '../../store/schema.ts'
import type { CatalogRow } from '../catalog/rows.ts'
import type { CheckedInput, ConnectorInput } from './input.ts'
import { formerSecrets, openFormerSecrets, withFormerSecrets } from './former-secrets.ts'
import { requiredNames } from '../../../shared/views.ts'
import { secretMoves } from './secret-moves.ts'

type Auth = Record<string, StoredSecret>

/** What an update stores. */
export interface UpdateInput extends CheckedInput {
  /** Null where nothing is encrypted. */
  key: OpenKey | null
  /** The path under which a secret was stored, by its present path, of those in `set` that have moved with their place. */
  moved: Map<string, string>
  /** The paths of stored secrets that are settings now and moved there. */
  opened: string[]
  /** Stored secrets, by path, that are not cleared and have no place any more. */
  removed: string[]
}

interface Update {
  entry: CatalogRow
  connector: { id: string; config: Record<string, unknown>; auth: Auth }
  settings: Settings
  /** What is wrong with the name; thrown together with mistakes in the fields. */
  conflict: AppError | undefined
  /** Opens the key; asked only where there is something to encrypt. Throws `locked`. */
  openKey: () => Promise<OpenKey>
}

/**
 * Checks an update and carries stored secrets over to where the entry has moved their places: an envelope is bound to its
 * path, so they are decrypted, checked as any new value, and encrypted again. Throws as `prepare` and `openKey` do.
 */
export async function prepareUpdate(input: ConnectorInput, update: Update): Promise<UpdateInput> {
  const { entry, connector, conflict, openKey } = update
  const { settings, opened } = await withStoredFormer(update)
  const { clear } = settings.secrets
  const stored = Object.keys(connector.auth)
  const schemas = { configSchema: entry.defaultConfigSchema, authSchema: entry.authSchema }
  const places = secretMoves({ schemas, config: connector.config, next: settings.config, stored })
  const isCleared = (path: string) => clear.includes(path) || clear.includes(places.from.get(path) ?? path)
  const from = new Map([...places.from].filter(([path]) => places.paths.includes(path) && !isCleared(path)))
  const paths = places.paths.filter((path) => !places.from.has(path) || from.has(path))
  const before = await input.prepare(entry, settings, [...paths, ...places.withoutPlace], conflict?.fields)
  if (conflict) throw conflict
  const wanted = [...from].filter(([path]) => before.keep.has(path))
  const key = Object.keys(before.set).length + wanted.length > 0 ? await openKey() : null
  const carried = key ? open(key, connector, wanted) : {}
  const checked =
    wanted.length === 0
      ? before
      : await input.prepare(
          entry,
          { ...settings, secrets: { clear, set: { ...carried, ...settings.secrets.set } } },
          [...paths, ...places.withoutPlace].filter((path) => !from.has(path)),
        )
  const moved = new Map(wanted.filter(([path]) => Object.hasOwn(carried, path)))
  const present = new Map([...places.from].map(([path, former]) => [former, path]))
  const isGone = (path: string) => !checked.keep.has(path) && !Object.hasOwn(checked.set, path) && !isCleared(path)
  const removed = stored.filter((path) => isGone(path) && isGone(present.get(path) ?? path))
  return { ...checked, key, moved, opened, removed: removed.filter((path) => !opened.includes(path)) }
}

/**
 * What is given, with the stored former secrets that it leaves out: the key is opened for them, so none is lost. A required
 * one that is a setting already is kept, too, as scripts give configs without it.
 */
async function withStoredFormer({ entry, connector, settings: given, openKey }: Update) {
  const settings = withFormerSecrets(entry, given)
  const former = [...formerSecrets(entry)].filter(([path]) => !given.secrets.clear.includes(path))
  const isLeftOut = (name: string) => settings.config[name] === undefined
  const required = new Set(requiredNames([entry.defaultConfigSchema]))
  const kept = former.filter(
    ([, name]) => isLeftOut(name) && required.has(name) && connector.config[name] !== undefined,
  )
  const config = { ...settings.config, ...Object.fromEntries(kept.map(([, name]) => [name, connector.config[name]])) }
  const stored = Object.keys(connector.auth).filter((path) => formerSecrets(entry).has(path))
  const isNeeded = former.some(([path, name]) => stored.includes(path) && config[name] === undefined)
  if (!isNeeded) return { settings: { ...settings, config }, opened: stored }
  const auth = Object.fromEntries(
    Object.entries(connector.auth).filter(([path]) => !given.secrets.clear.includes(path)),
  )
  const opened = openFormerSecrets(entry, { id: connector.id, config, auth }, await openKey())
  const cleared = stored.filter((path) => given.secrets.clear.includes(path))
  return { settings: { ...settings, config: opened.config }, opened: [...opened.paths, ...cleared] }
}

/** The values of secrets by their present paths. One that cannot be read is left out, as it is of no use anywhere. */
function open(
  key: OpenKey,
  { id: connectorId, auth }: Update['connector'],
  moves: [string, string][],
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [path, former] of moves) {
    try {
      values[path] = key.decrypt({ connectorId, path: former }, (auth[former] as StoredSecret).value)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
  return values
}
