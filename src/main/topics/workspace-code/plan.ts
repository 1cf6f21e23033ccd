import { createHash, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { AppError, appError, type FieldErrors } from '../../../contract/errors.ts'
import type { FieldChange } from '../../../contract/groups/activity.ts'
import type { CodePlan, CodePlanItem } from '../../../contract/groups/files/workspace-code.ts'
import { fileFault, type FileFault } from '../../../shared/files/file-faults.ts'
import { isChange } from '../../../shared/text/code-files.ts'
import { CODE_FILE } from '../../../shared/limits.ts'
import { nameKey } from '../../../shared/names.ts'
import { parsePath } from '../../../shared/path.ts'
import { requiredSecrets } from '../../../shared/secret-places.ts'
import type { Core } from '../core.ts'
import type { CatalogRow, CatalogRows } from '../catalog/rows.ts'
import type { ConnectorBulk } from '../connectors/bulk-rows.ts'
import { fieldChanges, type Head, secretChanges, toPublicConfig } from '../connectors/field-changes.ts'
import { type ConnectorInput, schemasOf } from '../connectors/input.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import { toCode } from './code-connector.ts'
import { type CodeSource, readCode } from './read.ts'
import type { CodeJob } from './uploads.ts'
import { type CheckedCode, createCodeSecrets, newReferences, referencesIn } from './secrets.ts'
import { toYaml } from './yaml-text.ts'

/** Secrets by the id or name of their connector, and by their paths. */
export type CodeAuth = Record<string, Record<string, unknown>>

export interface CodeInput {
  files: ReadonlyMap<string, string>
  auth: CodeAuth
  prune: boolean
  keepIds: boolean
  /** Items of a plan that stay as they are, by file or id. */
  keep: readonly string[]
}

/** A connector that is to be written. */
export interface CodeChange {
  item: CodePlanItem
  source: CodeSource
  entry: CatalogRow
  /** Null for a new one. */
  row: ConnectorRow | null
  id: string
  after: Head
  /** The config as the history may keep it. */
  publicConfig: Head['config']
  status: ConnectorRow['status']
  statusMessage: string | null
  isPinned: boolean
  /** What is stored of config and secrets; null where neither changes. */
  checked: CheckedCode | null
}

export interface CodeWork {
  plan: CodePlan
  changes: CodeChange[]
  deletions: ConnectorRow[]
  /** What the connectors were when this was worked out. */
  state: string
}

interface Deps {
  connectorRows: Pick<ConnectorRows, 'isInUse'>
  bulk: ConnectorBulk
  catalogRows: Pick<CatalogRows, 'has' | 'find' | 'byId'>
  input: ConnectorInput
}

/** Configs that are checked at a time, so the worker that checks them never waits. */
const AT_ONCE = 32
const MOST_PROBLEMS = 50

/** Works out the changes that make the connectors of a workspace as files describe them; nothing is written. */
export function createCodePlanner({ vault }: Pick<Core, 'vault'>, deps: Deps) {
  const { connectorRows, bulk, catalogRows, input } = deps
  const { prepare, newSecrets } = createCodeSecrets(vault, input)

  /** Reads the files. `same` are the connectors whose file is word for word what an export would write. */
  const readFiles = async ({ files, auth }: CodeInput, mine: Map<string, ConnectorRow>, job: CodeJob) => {
    const yaml = await import('yaml')
    job.begin('reading', files.size)
    const sources: CodeSource[] = []
    const problems: FileFault[] = []
    const same: ConnectorRow[] = []
    for (const [path, text] of files) {
      await job.step()
      const [, , id] = CODE_FILE.exec(path) ?? []
      const row = id === undefined ? undefined : mine.get(id)
      const hasSecrets = row !== undefined && (row.id in auth || row.name in auth)
      // What the export would write again needs no parser.
      if (row && !hasSecrets && toYaml(toCode(row, catalogRows.byId(row.catalogId).key)) === text) {
        same.push(row)
        continue
      }
      const read = readCode(yaml, path, text)
      sources.push(...read.sources)
      problems.push(...read.problems)
      for (const { code, placeOf } of read.sources)
        if (id !== undefined && code.id !== undefined && code.id !== id)
          problems.push(fileFault('other_id', { id }, { place: placeOf(['id']) }))
    }
    return { sources, problems, same }
  }

  const planOne = async (
    workspaceId: string,
    { source, row, how }: Matched,
    given: CodeInput,
    { entry, required }: KnownEntry,
  ): Promise<CodeChange> => {
    const { code } = source
    const id = row?.id ?? newId(code.id)
    const set = await newSecrets(workspaceId, row, secretsFor(code, given.auth))
    const refer = newReferences(entry, row, code)
    const stored = Object.keys(row?.auth ?? {})
    const settings = { config: code.config, auth: {}, secrets: { refer, set, clear: [] } }
    const hasSecrets = Object.keys(set).length + Object.keys(refer).length > 0
    const isSame = row !== null && !hasSecrets && isDeepStrictEqual(row.config, code.config)
    const checked = isSame ? null : await prepare(workspaceId, entry, row, settings)
    const present = checked ? [...checked.keep, ...Object.keys(checked.set), ...checked.references.keys()] : stored
    const missing = required.filter((path) => !present.includes(path))
    const before = row && headOf(row)
    const after: Head = {
      ...{ name: code.name, tags: code.tags, description: code.description, colour: code.colour },
      ...{ secretExpiresAt: code.secrets_expire, config: checked?.config ?? code.config },
    }
    const shown = toPublicConfig(schemasOf(entry), after.config)
    // Without its secrets a connector cannot work, so it stays as it is.
    const status = code.status === 'active' && missing.length > 0 ? (row?.status ?? 'inactive') : code.status
    const statusMessage = status === 'error' ? (code.status_message ?? row?.statusMessage ?? null) : null
    const movedReferences = [...(checked?.references.keys() ?? [])].filter((path) => !Object.hasOwn(refer, path))
    const moved = checked ? [...checked.moved.keys(), ...checked.opened, ...movedReferences] : []
    const fields: FieldChange[] = [
      ...fieldChanges(schemasOf(entry), before, after, shown),
      ...(code.pinned === (row?.isPinned ?? false) ? [] : [{ path: 'pinned', from: !code.pinned, to: code.pinned }]),
      ...(status === 'error' && row?.status === 'error' && statusMessage !== row.statusMessage
        ? [{ path: 'status_message', from: row.statusMessage, to: statusMessage }]
        : []),
      ...(checked
        ? secretChanges({
            set: Object.keys(checked.set).filter((path) => !checked.moved.has(path)),
            cleared: checked.removed,
            moved,
          })
        : []),
      ...Object.entries(refer).map(([path, to]) => {
        const from = row?.auth[path]?.reference
        return { path, ...(from !== undefined && { from }), to }
      }),
    ]
    const item: CodePlanItem = {
      ...{
        kind: row ? 'update' : 'create',
        id: row || id === code.id ? id : null,
        name: code.name,
        catalogKey: entry.key,
        file: source.file,
      },
      ...{ matches: row ? how : null, fields, missingSecrets: missing },
      status: row?.status === status ? null : { from: row?.status ?? null, to: status },
    }
    const { config: publicConfig } = shown
    return { item, source, entry, row, id, after, publicConfig, status, statusMessage, isPinned: code.pinned, checked }
  }

  const newId = (wanted: string | undefined) =>
    wanted === undefined || connectorRows.isInUse(wanted) ? randomUUID() : wanted

  return async (workspaceId: string, given: CodeInput, job: CodeJob): Promise<CodeWork> => {
    const { prune, keepIds, auth } = given
    const keep = new Set(given.keep)
    const state = bulk.state(workspaceId)
    const mine = new Map(
      bulk.read(workspaceId).map((raw) => {
        const row = bulk.decode(raw)
        return [row.id, row] as const
      }),
    )
    const { sources, problems, same } = await readFiles(given, mine, job)
    const all = match(sources, mine, same, problems)
    const matches = all.filter(({ source }) => !keep.has(source.file))
    const kept = all.flatMap(({ source, row }) => (row && keep.has(source.file) ? [row] : []))
    for (const { source, row } of matches) {
      const { code, placeOf } = source
      if (!catalogRows.has(code.catalog_key))
        problems.push(fileFault('no_entry', { name: code.catalog_key }, { place: placeOf(['catalog_key']) }))
      else if (row && catalogRows.byId(row.catalogId).key !== code.catalog_key)
        problems.push(fileFault('other_entry', { name: row.name }, { place: placeOf(['catalog_key']) }))
      if (keepIds && row?.id !== code.id && code.id !== undefined && (row || connectorRows.isInUse(code.id)))
        problems.push(fileFault('id_in_use', { id: code.id, name: code.name }, { place: placeOf(['id']) }))
      const own = secretsFor(code, auth)
      for (const [path] of referencesIn(code))
        if (Object.hasOwn(own, path))
          problems.push(fileFault('reference_and_secret', {}, { place: placeOf(['secrets', path]), field: path }))
    }
    const described = new Set(sources.flatMap(({ code }) => [code.id, code.name]))
    for (const name of Object.keys(auth))
      if (!described.has(name)) problems.push(fileFault('secrets_of_nobody', { name }))
    assertNoProblems(problems)
    // A file that lost its text, as on a full disk, must not empty the workspace.
    if (prune && mine.size > 0 && sources.length + same.length === 0) throw appError('nothing_described')

    const entries = new Map<string, KnownEntry>()
    const entryOf = (key: string): KnownEntry => {
      const known = entries.get(key)
      if (known) return known
      const entry = catalogRows.find(key)
      const read = { entry, required: requiredSecrets(schemasOf(entry)) }
      entries.set(key, read)
      return read
    }
    const planned: CodeChange[] = []
    job.begin('checking', matches.length)
    for (let start = 0; start < matches.length; start += AT_ONCE) {
      const part = await Promise.all(
        matches.slice(start, start + AT_ONCE).map(async (one) => {
          try {
            return await planOne(workspaceId, one, given, entryOf(one.source.code.catalog_key))
          } catch (error) {
            if (!(error instanceof AppError) || !error.fields) throw error
            problems.push(...problemsOf(one.source, error.fields))
            return null
          }
        }),
      )
      planned.push(...part.filter((change) => change !== null))
      await job.step(part.length)
    }
    const others = rest(mine, same, all)
    const deletions = prune ? others.filter(({ id }) => !keep.has(id)) : []
    const staying = prune ? others.filter(({ id }) => keep.has(id)) : others
    findNames([...staying, ...same, ...kept], planned, problems)
    assertNoProblems(problems)

    const changes = planned.filter(({ item }) => isChange(item))
    const incomplete = planned.filter(({ item }) => !isChange(item) && item.missingSecrets.length > 0)
    const items = [
      ...changes.map(({ item }) => item),
      ...incomplete.map(({ item }) => item),
      ...deletions.map((row) => deletionOf(row, catalogRows.byId(row.catalogId).key)),
    ]
    const unchanged = same.length + planned.length - changes.length
    return {
      plan: { items, unchanged, state: createHash('sha256').update(state).digest('base64url') },
      ...{ changes, deletions, state },
    }
  }
}

/** A catalog entry with the secrets that it requires, read once for a plan. */
interface KnownEntry {
  entry: CatalogRow
  required: string[]
}

interface Matched {
  source: CodeSource
  row: ConnectorRow | null
  how: 'id' | 'name'
}

/** The connector here that each described one means: by its id, else by its name. */
function match(
  sources: CodeSource[],
  mine: Map<string, ConnectorRow>,
  same: ConnectorRow[],
  problems: FileFault[],
): Matched[] {
  const ids = new Map<string, string>(same.map(({ id }) => [id, '']))
  for (const { code, file, placeOf } of sources) {
    const first = code.id === undefined ? undefined : ids.get(code.id)
    if (first !== undefined) problems.push(fileFault('same_id', { other: first }, { place: placeOf(['id']) }))
    if (code.id !== undefined) ids.set(code.id, file)
  }
  const byName = new Map([...mine.values()].filter(({ id }) => !ids.has(id)).map((row) => [row.nameKey, row]))
  const names = new Map<string, string>()
  return sources.map((source) => {
    const { code, file, placeOf } = source
    const key = nameKey(code.name)
    const first = names.get(key)
    if (first !== undefined) problems.push(fileFault('same_name', { other: first }, { place: placeOf(['name']) }))
    names.set(key, file)
    const same = code.id === undefined ? undefined : mine.get(code.id)
    const row = same ?? byName.get(key) ?? null
    if (!same && row) byName.delete(key)
    return { source, row, how: same ? 'id' : 'name' }
  })
}

/** The connectors that no file describes. */
const rest = (mine: Map<string, ConnectorRow>, same: ConnectorRow[], matches: Matched[]): ConnectorRow[] => {
  const described = new Set([...same.map(({ id }) => id), ...matches.map(({ row }) => row?.id)])
  return [...mine.values()].filter(({ id }) => !described.has(id))
}

/** Notes the names that are taken by a connector which stays as it is. */
function findNames(staying: ConnectorRow[], planned: CodeChange[], problems: FileFault[]): void {
  const names = new Map(staying.map((row) => [row.nameKey, row.id]))
  for (const { source, id } of planned) {
    const holder = names.get(nameKey(source.code.name))
    if (holder !== undefined && holder !== id)
      problems.push(fileFault('name_here', { name: source.code.name }, { place: source.placeOf(['name']) }))
  }
}

/** What is wrong with config and secrets, each at its place in the file. */
const problemsOf = ({ code, placeOf }: CodeSource, fields: FieldErrors): FileFault[] =>
  Object.entries(fields).flatMap(([path, errors]) => {
    const place = placeOf(Object.hasOwn(code.secrets, path) ? ['secrets', path] : parsePath(path))
    return errors.map((error) => ({ ...error, place, field: path }))
  })

/** The secrets that are supplied for a connector, by their paths. */
const secretsFor = ({ id, name }: CodeSource['code'], auth: CodeAuth): Record<string, unknown> =>
  auth[id ?? ''] ?? auth[name] ?? {}

/** Throws `invalid` with all that is wrong, so people need not correct one thing after the other. */
function assertNoProblems(problems: FileFault[]): void {
  if (problems.length === 0) return
  throw appError('bad_code', {
    problems: problems.slice(0, MOST_PROBLEMS),
    more: Math.max(0, problems.length - MOST_PROBLEMS),
  })
}

const headOf = ({ name, tags, description, colour, secretExpiresAt, config }: ConnectorRow): Head => ({
  ...{ name, tags, description, colour, secretExpiresAt, config },
})

const deletionOf = ({ id, name }: ConnectorRow, catalogKey: string): CodePlanItem => ({
  ...{ kind: 'delete', id, name, catalogKey, file: null, matches: 'id', fields: [], missingSecrets: [] },
  status: null,
})
