import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { appError } from '../../../contract/errors.ts'
import type { Choice, RestoreState } from '../../../contract/groups/workspace-backups.ts'
import { nameKey } from '../../../shared/names.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { splitSecrets } from '../../../shared/secret-values.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { Job } from './jobs.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { ConnectorBulk, RawConnector, Staging } from '../connectors/bulk-rows.ts'
import { formerSecrets } from '../connectors/former-secrets.ts'
import { sealReference } from '../connectors/secret-values/references.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import { type Context, updatedBy } from '../../core/context.ts'
import { createFreeNames } from '../../core/names.ts'
import type { BackedUpConnector } from './format.ts'

interface Deps {
  connectorRows: ConnectorRows
  bulk: ConnectorBulk
  catalogRows: CatalogRows
}

/** A connector of a backup and the one here that it would change. */
interface Match {
  theirs: BackedUpConnector
  mine: ConnectorRow | null
  state: RestoreState
  /** What differs; empty unless the state is changed or conflict. */
  differs: string[]
}

export interface RestoreTarget {
  workspaceId: string
  /** A workspace that is not in the database yet has no connectors. */
  isNew: boolean
  encrypt: OpenKey['encrypt']
  take: Choice
  choices: Record<string, Choice>
}

export interface RestoreCounts {
  added: number
  replaced: number
  kept: number
}

/** Works out what a restore writes, before any of it is written. */
export function createRestorePlanner({ connectorRows, bulk, catalogRows }: Deps) {
  const match = async (
    here: RawConnector[],
    theirs: BackedUpConnector[],
    newEntries: ReadonlyMap<string, NormalisedEntry>,
    job: Job,
  ): Promise<Match[]> => {
    const mine = []
    for (const raw of here) {
      mine.push(bulk.decode(raw))
      await job.step()
    }
    job.begin('comparing', theirs.length)
    return matchConnectors(mine, theirs, (key) => catalogRows.has(key) || newEntries.has(key), job.step)
  }

  const schemasOf = (key: string, newEntries: ReadonlyMap<string, NormalisedEntry>) => {
    const entry = newEntries.get(key)
    if (entry) return { configSchema: entry.configSchema, authSchema: entry.authSchema }
    const { defaultConfigSchema: configSchema, authSchema } = catalogRows.find(key)
    return { configSchema, authSchema }
  }

  /** Config and secrets of a backup, with what the entry has made a setting since among the settings. */
  const withoutFormer = ({ catalogKey, config, secrets }: BackedUpConnector, newEntries: NewEntries) => {
    const former = newEntries.has(catalogKey) ? [] : [...formerSecrets(catalogRows.find(catalogKey))]
    const moved = former.filter(([path]) => path in secrets)
    const values = moved.map(([path, name]) => [name, secrets[path]?.value])
    return {
      config: { ...(Object.fromEntries(values) as typeof config), ...config },
      secrets: Object.fromEntries(Object.entries(secrets).filter(([path]) => !moved.some(([one]) => one === path))),
    }
  }

  /** What of a restored connector does not depend on where it goes. A secret that only this catalog knows is lifted. */
  const contentOf = (
    theirs: BackedUpConnector,
    id: string,
    encrypt: OpenKey['encrypt'],
    newEntries: NewEntries,
    now: string,
  ) => {
    const { config, secrets: kept } = withoutFormer(theirs, newEntries)
    const lifted = splitSecrets(schemasOf(theirs.catalogKey, newEntries), { config, auth: {} })
    const secrets: BackedUpConnector['secrets'] = {
      ...Object.fromEntries(Object.entries(lifted.secrets).map(([path, value]) => [path, { value, updatedAt: now }])),
      ...kept,
    }
    const auth = Object.fromEntries(
      Object.entries(secrets).map(([path, { value, updatedAt, reference }]) => [
        path,
        reference === undefined
          ? { value: encrypt({ connectorId: id, path }, value), updatedAt }
          : sealReference({ encrypt }, { connectorId: id, path }, { reference, isConfirmed: false }, updatedAt),
      ]),
    )
    const { catalogKey, catalogVersion, status, statusMessage, statusCause, secretExpiresAt } = theirs
    const { tags, description, colour, isPinned } = theirs
    return {
      ...{ catalogKey, config: lifted.config, auth, catalogVersion, status, statusMessage, statusCause },
      ...{ secretExpiresAt, tags, description, colour, isPinned },
      // No entry's hash: the config is from elsewhere and is checked against the entry here.
      checkedHash: '',
    }
  }

  return {
    /** How connectors of a backup stand to those of a workspace; null for one that is not there yet. */
    match: (workspaceId: string | null, theirs: BackedUpConnector[], newEntries: NewEntries, job: Job) =>
      match(workspaceId === null ? [] : bulk.read(workspaceId), theirs, newEntries, job),

    /** Stages what restoring a workspace writes. Throws `conflict` where a catalog entry is missing. */
    plan: async (
      context: Context,
      { theirs, newEntries }: { theirs: BackedUpConnector[]; newEntries: NewEntries },
      { workspaceId, isNew, encrypt, take, choices }: RestoreTarget,
      { staging, idsInUse, job }: { staging: Staging; idsInUse: Set<string>; job: Job },
    ): Promise<{ counts: RestoreCounts; replaced: string[] }> => {
      const here = isNew ? [] : bulk.read(workspaceId)
      const matches = await match(here, theirs, newEntries, job)
      assertEntriesExist(matches)
      const isKept = ({ theirs: { id }, mine, state }: Match) =>
        mine !== null && (state === 'same' || (choices[id] ?? take) === 'mine')
      const written = matches.filter((one) => !isKept(one))
      // What is replaced gives its name up, so names that were swapped find their way back.
      const leaving = new Set(written.map(({ mine }) => mine?.id as unknown))
      const staying = here.filter((row) => !leaving.has(row['id']))
      const takeName = createFreeNames(staying.map((row) => row['name_key'] as string))
      const counts: RestoreCounts = { added: 0, replaced: 0, kept: matches.length - written.length }
      const replaced: string[] = []
      job.begin('encrypting', written.length)
      for (const { theirs: connector, mine } of written) {
        await job.step()
        // The same id keeps what refers to the connector; it can be taken by one in another workspace or in the trash.
        const isFree = !idsInUse.has(connector.id) && !connectorRows.isInUse(connector.id)
        const id = mine?.id ?? (isFree ? connector.id : randomUUID())
        idsInUse.add(id)
        const name = takeName(connector.name)
        const { createdAt, createdBy, createdByName } = connector
        staging.add({
          ...{ id, tenantId: workspaceId, isNew: mine === null, name, nameKey: nameKey(name) },
          isRenamed: mine !== null && mine.nameKey !== nameKey(name),
          ...contentOf(connector, id, encrypt, newEntries, context.now),
          ...{ createdAt, createdBy, createdByName, ...updatedBy(context) },
        })
        if (mine) replaced.push(id)
        counts[mine ? 'replaced' : 'added'] += 1
      }
      return { counts, replaced }
    },
  }
}

type NewEntries = ReadonlyMap<string, NormalisedEntry>

function assertEntriesExist(matches: Match[]) {
  const missing = new Set(matches.filter(({ state }) => state === 'no_entry').map(({ theirs }) => theirs.catalogKey))
  if (missing.size === 0) return
  throw appError('entries_missing', { keys: [...missing] })
}

export type RestorePlanner = ReturnType<typeof createRestorePlanner>

/**
 * Finds for every connector of a backup the one that it means here: the same one by its id, else the one that has its
 * name. No connector here is matched twice; the second one counts as new and gets a free name.
 */
async function matchConnectors(
  mine: ConnectorRow[],
  theirs: BackedUpConnector[],
  hasEntry: (key: string) => boolean,
  step: () => Promise<void>,
): Promise<Match[]> {
  const byId = new Map(mine.map((row) => [row.id, row]))
  const byName = new Map(mine.map((row) => [row.nameKey, row]))
  const sameIds = new Set(theirs.map(({ id }) => id).filter((id) => byId.has(id)))
  const matchOne = (connector: BackedUpConnector): Match => {
    if (!hasEntry(connector.catalogKey)) return { theirs: connector, mine: null, state: 'no_entry', differs: [] }
    const same = byId.get(connector.id)
    if (same) {
      const differs = differences(same, connector)
      return { theirs: connector, mine: same, state: differs.length > 0 ? 'changed' : 'same', differs }
    }
    const namesake = byName.get(nameKey(connector.name))
    if (!namesake || sameIds.has(namesake.id)) return { theirs: connector, mine: null, state: 'new', differs: [] }
    sameIds.add(namesake.id)
    return { theirs: connector, mine: namesake, state: 'conflict', differs: differences(namesake, connector) }
  }
  const matches: Match[] = []
  for (const connector of theirs) {
    matches.push(matchOne(connector))
    await step()
  }
  return matches
}

/** Secrets are compared by when they were set, so no key is needed. */
function differences(mine: ConnectorRow, theirs: BackedUpConnector): string[] {
  const setAt = (secrets: Record<string, { updatedAt: string }>) =>
    Object.fromEntries(Object.entries(secrets).map(([path, { updatedAt }]) => [path, updatedAt]))
  const pairs: Record<string, [unknown, unknown]> = {
    name: [mine.name, theirs.name],
    status: [mine.status, theirs.status],
    config: [mine.config, theirs.config],
    secrets: [setAt(mine.auth), setAt(theirs.secrets)],
    tags: [mine.tags, theirs.tags],
    description: [mine.description, theirs.description],
    colour: [mine.colour, theirs.colour],
    pin: [mine.isPinned, theirs.isPinned],
    expiry: [mine.secretExpiresAt, theirs.secretExpiresAt],
  }
  return Object.keys(pairs).filter((name) => !isDeepStrictEqual(...(pairs[name] ?? [null, null])))
}
