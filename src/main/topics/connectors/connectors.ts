import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import type { connectors as connectorsContract } from '../../../contract/groups/connectors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, fieldError } from '../../../contract/errors.ts'
import { readOauth, tokenFields } from '../../../contract/oauth.ts'
import { daysLeft } from '../../../shared/expiry.ts'
import { nameKey } from '../../../shared/names.ts'
import { referenceKind } from '../../../shared/reasons/references.ts'
import { MAX_PAGE } from '../../../shared/limits.ts'
import type { Core } from '../core.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { StoredSecret } from '../../store/schema.ts'
import type { ActivityRows } from '../activity/rows.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { HeldTokens, Tokens } from './secret-values/held-tokens.ts'
import { type ConnectorInput, schemasOf } from './input.ts'
import type { ConnectorChange, ConnectorRows } from './rows.ts'
import { createDuplicate } from './duplicate.ts'
import { createManyChanges } from './many.ts'
import { createConnectorStatus } from './status.ts'
import { createConnectorView } from './view.ts'
import { type Context, createdBy, updatedBy } from '../../core/context.ts'
import { nameTaken } from '../../core/names.ts'
import { fieldChanges, type Head, restoredConfig, secretChanges, toPublicConfig } from './field-changes.ts'
import type { SecretHealth } from './secret-health.ts'
import { prepareUpdate } from './update-input.ts'
import type { Upgrades } from './upgrades.ts'
import { loadSamples } from './samples.ts'
import {
  asReference,
  assertReferencesHavePlaces,
  prepareReferences,
  sealReference,
  sealReferences,
} from './secret-values/references.ts'

interface Deps {
  connectorRows: ConnectorRows
  activityRows: Pick<ActivityRows, 'get' | 'newest'>
  catalogRows: Pick<CatalogRows, 'find' | 'byId'>
  health: SecretHealth
  upgrades: Pick<Upgrades, 'wake' | 'entriesChanged'>
  input: ConnectorInput
  heldTokens: Pick<HeldTokens, 'get' | 'drop'>
}

type UpdateInput = Parameters<ConnectorHandlers['update']>[1]

type ConnectorHandlers = GroupHandlers<typeof connectorsContract, Context>

interface UpdateOptions {
  /** The entry of the activity whose config it brings back. */
  restoredFrom?: number
  /** What belongs to it, in the same transaction. */
  within?: () => void
}

/** Changes one connector as a person would. */
export type ConnectorUpdate = (
  context: Context,
  change: UpdateInput,
  options?: UpdateOptions,
) => Promise<Awaited<ReturnType<ConnectorHandlers['update']>>>

export interface Connectors {
  handlers: ConnectorHandlers
  update: ConnectorUpdate
}

/** Installed connectors: what people do with them. */
export function createConnectors(core: Core, deps: Deps): Connectors {
  const { vault, record } = core
  const { activityRows, connectorRows, catalogRows, health, upgrades, input, heldTokens } = deps
  const view = createConnectorView(core, deps)

  /** An entry may be replaced or removed while a call waits: then its connectors are checked again, or none is made. */
  const recheckIfReplaced = ({ key, contentHash }: { key: string; contentHash: string }) => {
    if (catalogRows.find(key).contentHash !== contentHash) upgrades.entriesChanged()
  }

  /** The key is only asked for when there is something to encrypt. */
  const keyFor = (workspaceId: string, secrets: Record<string, unknown>): Promise<OpenKey> | null =>
    Object.keys(secrets).length > 0 ? vault.use(workspaceId) : null

  const encryptAll = (
    key: OpenKey | null,
    connectorId: string,
    secrets: Record<string, unknown>,
    now: string,
  ): Record<string, StoredSecret> =>
    key
      ? Object.fromEntries(
          Object.entries(secrets).map(([path, value]) => [
            path,
            { value: key.encrypt({ connectorId, path }, value), updatedAt: now },
          ]),
        )
      : {}

  /** The error for a name that another connector has; undefined for one that is free. */
  const nameConflict = (workspaceId: string, name: string, exceptId?: string) => {
    const holder = connectorRows.idByName(workspaceId, nameKey(name))
    return holder !== undefined && holder !== exceptId ? nameTaken('connector', name) : undefined
  }

  /** The tokens that a save takes over from a sign-in; null for a save without one. */
  const tokensOf = async (workspaceId: string, catalogId: string, signIn: string | undefined): Promise<Tokens | null> =>
    signIn === undefined ? null : heldTokens.get(signIn, { workspaceId, catalogId })

  const update: ConnectorUpdate = async (
    context,
    { workspaceId, id, expectedUpdatedAt, signIn, ...given },
    { restoredFrom, within } = {},
  ) => {
    const connector = connectorRows.get(workspaceId, id)
    const entry = catalogRows.byId(connector.catalogId)
    const tokens = await tokensOf(workspaceId, entry.id, signIn)
    const asGiven = tokens ? { ...given, ...withTokens(given, tokens) } : given
    const settings = { ...asGiven, config: asGiven.config ?? connector.config }
    const { name, tags, description, colour, secretExpiresAt } = settings
    const conflict = name === undefined ? undefined : nameConflict(workspaceId, name, id)
    const { references, former, ...asKept } = prepareReferences(context, entry, connector, settings)
    const prepared = await prepareUpdate(input, {
      ...{ entry, connector: { ...connector, auth: asKept.auth }, openKey: () => vault.use(workspaceId) },
      ...{ settings: asKept.settings, conflict },
    })
    const { moved, opened, removed, ...checked } = prepared
    assertReferencesHavePlaces(references, checked.keep)
    const key = prepared.key ?? (references.size > 0 ? await vault.use(workspaceId) : null)
    if (restoredFrom !== undefined && removed.length > 0) throw appError('secrets_without_place', { paths: removed })
    const carried = new Set([...moved.values(), ...opened, ...former])
    const shown = toPublicConfig(schemasOf(entry), checked.config)
    await connectorRows.commit(workspaceId, () => {
      recheckIfReplaced(entry)
      // Read again: another change may have been committed while this one waited for the key.
      const current = connectorRows.get(workspaceId, id)
      const isStale = [...moved.values(), ...former].some(
        (path) => current.auth[path]?.value !== connector.auth[path]?.value,
      )
      // The opening of the key, for which this waited, moves former secrets: nobody else has changed anything then.
      const isMoved = opened.length > 0 && opened.every((path) => !(path in current.auth))
      const present = isMoved ? connector.updatedAt : current.updatedAt
      if (isStale || (expectedUpdatedAt !== undefined && present !== expectedUpdatedAt))
        throw appError('changed', { name: current.name })
      const kept = Object.entries(current.auth).filter(
        ([path]) => checked.keep.has(path) && !(path in checked.set) && !references.has(path),
      )
      const secretsNow = {
        ...Object.fromEntries(kept),
        ...encryptAll(key, id, checked.set, context.now),
        ...sealReferences(key, id, references, context.now),
      }
      // A secret that moves is as old as it was.
      for (const [path, former] of moved) {
        const { updatedAt } = connector.auth[former] as StoredSecret
        secretsNow[path] = { ...(secretsNow[path] as StoredSecret), updatedAt }
      }
      const isRenewed = [...Object.keys(checked.set), ...references.keys()].some(
        (path) => path in current.auth && !moved.has(path),
      )
      const isAsTested =
        references.size === 0 &&
        Object.keys(checked.set).every((path) => moved.has(path)) &&
        Object.keys(current.auth).every((path) => path in secretsNow || carried.has(path)) &&
        isDeepStrictEqual(checked.config, current.config)
      const expiry = secretExpiresAt === undefined ? expiryAfter(current, isRenewed, context.now) : secretExpiresAt
      const oauth = readOauth(entry)
      const isPasted = oauth !== null && tokenFields(oauth).some((path) => secretsNow[path] !== current.auth[path])
      const change: ConnectorChange = {
        config: checked.config,
        auth: secretsNow,
        catalogVersion: entry.version,
        checkedHash: entry.contentHash,
        attention: 0,
        ...(name !== undefined && { name, nameKey: nameKey(name) }),
        ...(tags !== undefined && { tags }),
        ...(description !== undefined && { description }),
        ...(colour !== undefined && { colour }),
        secretExpiresAt: expiry,
        ...(tokens ? { signIn: tokens.signIn } : isPasted && { signIn: null }),
        // The result of a test holds only for the values that were tested.
        ...(!isAsTested && { lastTestedAt: null, lastTestResult: null }),
      }
      const isSame = (Object.keys(change) as (keyof ConnectorChange)[]).every((column) =>
        isDeepStrictEqual(change[column], current[column]),
      )
      if (isSame && restoredFrom === undefined) return within?.()
      const after: Head = {
        name: name ?? current.name,
        tags: tags ?? current.tags,
        description: description ?? current.description,
        colour: colour === undefined ? current.colour : colour,
        secretExpiresAt: expiry,
        config: checked.config,
      }
      connectorRows.update(workspaceId, id, { ...change, ...updatedBy(context) })
      health.note(workspaceId, id, secretsNow)
      record(context, {
        workspaceId,
        action: 'connector.update',
        subjectId: id,
        subjectName: name ?? connector.name,
        ...(restoredFrom !== undefined && { detail: { activityId: restoredFrom } }),
        fields: [
          ...fieldChanges(schemasOf(entry), current, after, shown),
          ...secretChanges({
            set: [...Object.keys(checked.set), ...references.keys()].filter((path) => !moved.has(path)),
            cleared: Object.keys(current.auth).filter((path) => !(path in secretsNow) && !carried.has(path)),
            moved: [...moved.keys(), ...opened],
          }),
        ],
        ...(asGiven.config !== undefined && { config: shown.config }),
      })
      if (tokens) record(context, signInEntry({ workspaceId, id, name: name ?? connector.name }))
      within?.()
    })
    if (signIn !== undefined) heldTokens.drop(signIn)
    return { ...view.connector(workspaceId, id), removedSecrets: removed }
  }

  const handlers: ConnectorHandlers = {
    ...createConnectorStatus(core, { ...deps, view }),
    ...createManyChanges(core, deps),
    ...createDuplicate(core, { ...deps, view }),

    list: (_context, { workspaceId, limit = MAX_PAGE, after }) => {
      upgrades.wake()
      return connectorRows.list(workspaceId, limit, after).map((card) => view.withHealth(workspaceId, card))
    },

    get: (_context, { workspaceId, id }) => view.connector(workspaceId, id),

    install: async (context, { workspaceId, catalogKey, signIn, ...typed }) => {
      const entry = catalogRows.find(catalogKey)
      const tokens = await tokensOf(workspaceId, entry.id, signIn)
      const all = tokens ? { ...typed, ...withTokens(typed, tokens) } : typed
      const { name, tags, description, colour, secretExpiresAt, without, ...settings } = all
      const conflict = nameConflict(workspaceId, name)
      // A taken name and mistakes in the fields are answered at once.
      const { references, ...asKept } = prepareReferences(context, entry, { config: {}, auth: {} }, settings)
      const present = [...references.keys(), ...without]
      const checked = await input.prepare(entry, asKept.settings, present, conflict?.fields)
      if (conflict) throw conflict
      assertReferencesHavePlaces(references, checked.keep)
      const key = await keyFor(workspaceId, { ...checked.set, ...Object.fromEntries(references) })
      const id = randomUUID()
      const shown = toPublicConfig(schemasOf(entry), checked.config)
      const row = await connectorRows.commit(workspaceId, () => {
        recheckIfReplaced(entry)
        const values = {
          id,
          tenantId: workspaceId,
          catalogId: entry.id,
          catalogVersion: entry.version,
          checkedHash: entry.contentHash,
          name,
          nameKey: nameKey(name),
          status: 'inactive' as const,
          statusMessage: null,
          statusSince: context.now,
          config: checked.config,
          auth: {
            ...encryptAll(key, id, checked.set, context.now),
            ...sealReferences(key, id, references, context.now),
          },
          ...{ tags, description, colour, secretExpiresAt },
          ...createdBy(context),
        }
        connectorRows.insert(values)
        const signedIn = tokens?.signIn ?? null
        if (signedIn) connectorRows.update(workspaceId, id, { signIn: signedIn })
        const attention = view.missing(entry.id, Object.keys(checked.set)).length
        if (attention > 0) connectorRows.update(workspaceId, id, { attention })
        record(context, {
          workspaceId,
          action: 'connector.install',
          subjectId: id,
          subjectName: name,
          detail: { catalogKey },
          fields: [
            ...fieldChanges(
              schemasOf(entry),
              null,
              { name, tags, description, colour, secretExpiresAt, config: checked.config },
              shown,
            ),
            ...secretChanges({ set: [...Object.keys(checked.set), ...references.keys()] }),
          ],
          config: shown.config,
        })
        if (tokens) record(context, signInEntry({ workspaceId, id, name }))
        const later = { statusCause: null, lastTestedAt: null, lastTestResult: null, deletedAt: null, isPinned: false }
        return { ...values, ...later, signIn: signedIn, attention }
      })
      if (signIn !== undefined) heldTokens.drop(signIn)
      return view.connectorOf(row)
    },

    update: (context, change) => update(context, change),

    restoreConfig: async (context, { workspaceId, id, activityId, expectedUpdatedAt }) => {
      const connector = connectorRows.get(workspaceId, id)
      const kept = activityRows.get(workspaceId, activityId)
      if (!kept || kept.config === null || kept.subjectId !== id) throw appError('no_kept_config')
      const entry = catalogRows.byId(connector.catalogId)
      const keptConfig = JSON.parse(kept.config) as Record<string, unknown>
      const config = restoredConfig(schemasOf(entry), connector.config, keptConfig)
      // What it has already is no change, unless its entry has come to refuse it.
      const isChecked = connector.checkedHash === entry.contentHash && connector.attention === 0
      if (isChecked && isDeepStrictEqual(config, connector.config)) return view.connector(workspaceId, id)
      const settings = { config, auth: {}, secrets: { set: {}, clear: [] } }
      const change = { workspaceId, id, ...settings, expectedUpdatedAt: expectedUpdatedAt ?? connector.updatedAt }
      const unchanged = {
        name: undefined,
        tags: undefined,
        description: undefined,
        colour: undefined,
        secretExpiresAt: undefined,
        signIn: undefined,
      }
      return update(context, { ...change, ...unchanged }, { restoredFrom: activityId })
    },

    confirmReference: async (context, { workspaceId, id, path, reference }) => {
      if (!context.isHere) throw appError('reference_elsewhere')
      const key = await vault.use(workspaceId)
      await connectorRows.commit(workspaceId, () => {
        const { auth, name } = connectorRows.get(workspaceId, id)
        const stored = auth[path]
        const present = stored && asReference(stored, key.decrypt({ connectorId: id, path }, stored.value))
        // What is confirmed is what the envelope has, whatever stands beside it.
        if (!stored || present?.reference !== reference) throw appError('reference_changed')
        const confirmed = sealReference(
          key,
          { connectorId: id, path },
          { reference, isConfirmed: true },
          stored.updatedAt,
        )
        connectorRows.update(workspaceId, id, {
          auth: { ...auth, [path]: confirmed },
          ...{ lastTestedAt: null, lastTestResult: null, ...updatedBy(context) },
        })
        record(context, {
          ...{ workspaceId, action: 'connector.confirm_reference', subjectId: id, subjectName: name },
          detail: { path, reference },
        })
      })
      return view.connector(workspaceId, id)
    },

    loadSamples: (context, { workspaceId }) =>
      loadSamples(join(core.resources.seedsDir, 'samples.json'), {
        exists: (name) => connectorRows.idByName(workspaceId, nameKey(name)) !== undefined,
        install: async (sample) => {
          const secrets = { set: {}, clear: [] }
          const plain = { description: '', colour: null, secretExpiresAt: null, signIn: undefined, without: [] }
          const { id } = await handlers.install(context, { ...sample, ...plain, secrets, workspaceId })
          return sample.active ? handlers.activate(context, { workspaceId, id }) : view.card(workspaceId, id)
        },
      }),

    validateConfig: async (_context, { catalogKey, kept, ...settings }) => {
      const references = Object.entries(settings.secrets.refer ?? {})
      const present = [...kept, ...references.map(([path]) => path)]
      const fields = await input.check(catalogRows.find(catalogKey), settings, present)
      for (const [path, reference] of references)
        if (referenceKind(reference) === null) fields[path] = [fieldError('no_reference')]
      return { valid: Object.keys(fields).length === 0, fields }
    },
  }
  return { handlers, update }
}

/** What is given with the tokens of a sign-in; a value in `secrets.set` goes before them, and one that is cleared stays so. */
function withTokens({ secrets }: Pick<UpdateInput, 'secrets'>, { values, secretExpiresAt }: Tokens) {
  const wanted = Object.entries(values).filter(([path]) => !secrets.clear.includes(path))
  return { secrets: { ...secrets, set: { ...Object.fromEntries(wanted), ...secrets.set } }, secretExpiresAt }
}

/** What the history has of a sign-in. */
export const signInEntry = ({ workspaceId, id, name }: { workspaceId: string; id: string; name: string }) => ({
  ...{ workspaceId, action: 'connector.sign_in', subjectId: id, subjectName: name },
})

/** The expiry of a connector that gets none: that of a secret which has expired goes with it. */
const expiryAfter = ({ secretExpiresAt }: Pick<Head, 'secretExpiresAt'>, isRenewed: boolean, now: string) =>
  isRenewed && secretExpiresAt !== null && daysLeft(secretExpiresAt, new Date(now)) < 0 ? null : secretExpiresAt
