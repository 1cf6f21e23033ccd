import type { Settings } from '../../../contract/groups/connectors.ts'
import { AppError } from '../../../contract/errors.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { isSecret } from '../../../shared/secret-places.ts'
import { ofProperty, propertyNames, spread } from '../../../shared/views.ts'
import type { Context } from '../../core/context.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { StoredSecret } from '../../store/schema.ts'
import type { CatalogRow, CatalogRows } from '../catalog/rows.ts'
import type { Core } from '../core.ts'
import { fieldChanges, secretChanges, toPublicConfig } from './field-changes.ts'
import type { ConnectorRows } from './rows.ts'

type Entry = Pick<CatalogRow, 'source' | 'defaultConfigSchema'>
type Auth = Record<string, StoredSecret>

const NONE: ReadonlyMap<string, string> = new Map()
const known = new WeakMap<JsonObject, ReadonlyMap<string, string>>()

/**
 * Settings that were kept as secrets once, such as a user name: the names of the settings by the paths of the secrets, as
 * `moved_from` says. Only of built-in entries, because no file of others may bring a secret into the open.
 */
export function formerSecrets({ source, defaultConfigSchema: root }: Entry): ReadonlyMap<string, string> {
  if (source !== 'builtin') return NONE
  const answer = known.get(root) ?? read(root)
  known.set(root, answer)
  return answer
}

function read(root: JsonObject): ReadonlyMap<string, string> {
  const views = spread(root, [root])
  const places = propertyNames(views).flatMap((name) => {
    const schemas = ofProperty(views, name)
    const from = spread(root, schemas)
      .map((schema) => schema['moved_from'])
      .find((path) => typeof path === 'string')
    return from === undefined || isSecret(root, schemas, 'config') ? [] : [[from, name] as const]
  })
  return places.length === 0 ? NONE : new Map(places)
}

/** What is given, with former secrets among the settings: scripts may go on giving them as secrets. */
export function withFormerSecrets(entry: Entry, given: Settings): Settings {
  const former = formerSecrets(entry)
  if (former.size === 0) return given
  const [config, auth, set] = [{ ...given.config }, { ...given.auth }, { ...given.secrets.set }]
  for (const [path, name] of former) {
    const own = path.replace(/^auth\./, '')
    const value = set[path] ?? auth[own]
    delete set[path]
    delete auth[own]
    if (value !== undefined) config[name] = value
    else if (given.secrets.clear.includes(path)) delete config[name]
  }
  const clear = given.secrets.clear.filter((path) => !former.has(path))
  return { ...given, config, auth, secrets: { ...given.secrets, set, clear } }
}

interface Stored {
  id: string
  config: JsonObject
  auth: Auth
}

/** The config with the former secrets that are stored and that it lacks, and their paths. What cannot be read stays out. */
export function openFormerSecrets(
  entry: Entry,
  { id: connectorId, config, auth }: Stored,
  key: OpenKey,
): { config: JsonObject; paths: string[] } {
  const opened = { ...config }
  const paths: string[] = []
  for (const [path, name] of formerSecrets(entry)) {
    const secret = auth[path]
    if (!secret) continue
    if (config[name] === undefined) {
      try {
        opened[name] = key.decrypt({ connectorId, path }, secret.value)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        continue
      }
    }
    paths.push(path)
  }
  return { config: opened, paths }
}

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'byId'>
}

/**
 * Moves the former secrets of one connector into its settings; call inside a transaction. Answers the secrets that are
 * left, null where nothing moves. It counts as a change, so a form that began before cannot overwrite it unseen.
 */
export function createFormerSecretMove({ record }: Pick<Core, 'record'>, { connectorRows, catalogRows }: Deps) {
  /** Null in a damaged database, which answers with an error where the connector is used. */
  const entryOf = (catalogId: string) => {
    try {
      return catalogRows.byId(catalogId)
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  return (
    context: Pick<Context, 'actor' | 'now'>,
    { workspaceId, id, auth, catalogId }: { workspaceId: string; id: string; auth: Auth; catalogId: string },
    key: OpenKey,
  ): Auth | null => {
    const entry = entryOf(catalogId)
    if (!entry) return null
    if (!Object.keys(auth).some((path) => formerSecrets(entry).has(path))) return null
    const row = connectorRows.withTrash(workspaceId, id)
    const { config, paths } = openFormerSecrets(entry, { id, config: row.config, auth }, key)
    if (paths.length === 0) return null
    const rest = Object.fromEntries(Object.entries(auth).filter(([path]) => !paths.includes(path)))
    connectorRows.update(workspaceId, id, { config, auth: rest, updatedAt: context.now })
    const schemas = { configSchema: entry.defaultConfigSchema, authSchema: entry.authSchema }
    record(context, {
      ...{ workspaceId, action: 'connector.update', subjectId: id, subjectName: row.name },
      fields: [...fieldChanges(schemas, row, { ...row, config }), ...secretChanges({ set: [], moved: paths })],
      config: toPublicConfig(schemas, config).config,
    })
    return rest
  }
}

export type FormerSecretMove = ReturnType<typeof createFormerSecretMove>
