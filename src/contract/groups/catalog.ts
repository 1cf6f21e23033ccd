import * as z from 'zod'
import { FieldErrors, FileFault, Id, Instant, JsonObject, Name } from '../common.ts'
import { ConnectorStatus } from './connectors.ts'
import { group } from '../define.ts'
import { MAX_ENTRIES, MAX_ENTRY_KEY, MAX_PART } from '../../shared/limits.ts'

export const AuthType = z.enum(['oauth', 'api_key', 'basic', 'none'])

/** What a connector type can do; open, so imported entries may say more. */
export const Capabilities = z.looseObject({
  publish: z.boolean().optional(),
})

/** A catalog entry as a card shows it. */
export const CatalogCard = z.object({
  id: Id,
  key: z.string(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  /** The name of an icon that the program has, or a data URI of an SVG or PNG. */
  icon: z.string().nullable(),
  authType: AuthType,
  docsUrl: z.string().nullable(),
  version: z.string(),
  source: z.enum(['builtin', 'imported']),
})

/** A whole catalog entry: the card, its capabilities and the two JSON Schemas that its forms come from. */
export const CatalogEntry = CatalogCard.extend({
  capabilities: Capabilities,
  configSchema: JsonObject,
  authSchema: JsonObject,
  connectionTest: JsonObject.nullable(),
  oauth: JsonObject.nullable(),
  /** The paths in a config that say which account or site a connector is for; null where the entry names none. */
  summary: z.array(z.string()).nullable(),
  createdAt: Instant,
})

/** `ok`: nothing to do. `warning`: usable, but something was changed or left out. `refused`: not usable. */
export const Verdict = z.enum(['ok', 'warning', 'refused'])

/** Something that lint has to say: where as a dotted path, empty for the whole entry; `ok` is the level of a note. */
export const EntryProblem = z.object({
  ...{ path: z.string(), code: z.string(), message: z.string(), level: Verdict },
  /** What stands in brackets in the message, where that is more than names and values of the entry. */
  detail: FileFault.optional(),
})

/**
 * What importing an entry does to the catalog: `add` it, `replace` the one with its key, nothing as it is there already
 * (`same`), nothing as a built-in entry has its key (`conflict`) or as it cannot be used (`none`).
 */
export const ImportEffect = z.enum(['add', 'replace', 'same', 'conflict', 'none'])

/** What lint says of one entry of a file. */
export const LintedEntry = z.object({
  key: z.string(),
  name: z.string(),
  version: z.string(),
  verdict: Verdict,
  /** The gravest first. */
  problems: z.array(EntryProblem),
  /** The paths of its secret fields. */
  secrets: z.array(z.string()),
  /** How many fields its form has. */
  fields: z.number(),
  /**
   * The config fields that nothing marks as secret and whose name or title sounds like one: whether it is a strong name,
   * such as `client_secret`, and whether the field is treated as a secret.
   */
  soundsSecret: z.array(z.object({ path: z.string(), isStrong: z.boolean(), isTreated: z.boolean() })),
  effect: ImportEffect,
  /** The version in the catalog, null for a key that is not there. */
  installedVersion: z.string().nullable(),
})

/** The connectors that use an entry, by the person's workspaces; those of other workspaces are only counted. */
export const EntryUses = z.object({
  workspaces: z.array(
    z.object({
      id: Id,
      name: z.string(),
      count: z.number(),
      /** The first of them by name. */
      connectors: z.array(z.object({ id: Id, name: z.string(), isInTrash: z.boolean() })),
    }),
  ),
  elsewhere: z.number(),
})

/** A connector whose stored config does not fit its entry any more, with the messages at its fields. */
export const OutgrownConnector = z.object({
  workspaceId: Id,
  workspaceName: z.string(),
  id: Id,
  name: z.string(),
  status: ConnectorStatus,
  catalogKey: z.string(),
  /** The version of the entry that the config was saved with, and the one that it does not fit. */
  fromVersion: z.string(),
  toVersion: z.string(),
  fields: FieldErrors,
})

export type CatalogCard = z.infer<typeof CatalogCard>
export type CatalogEntry = z.infer<typeof CatalogEntry>
export type AuthType = z.infer<typeof AuthType>
export type EntryProblem = z.infer<typeof EntryProblem>
export type Verdict = z.infer<typeof Verdict>
export type ImportEffect = z.infer<typeof ImportEffect>
export type LintedEntry = z.infer<typeof LintedEntry>
export type EntryUses = z.infer<typeof EntryUses>
export type OutgrownConnector = z.infer<typeof OutgrownConnector>

const Key = z.string().max(MAX_ENTRY_KEY)

/**
 * A catalog file, or one part of a large one: see splitCatalogFile. It is text, so an entry which is too deep or
 * has a forbidden name is answered in its place and never stops the others.
 */
const CatalogPart = z.object({
  text: z.string().max(MAX_PART),
  /** What a bare JSON Schema is to be called. */
  naming: z.object({ key: Key, name: Name }).optional(),
  /** The keys in earlier parts of the same file. */
  earlier: z.array(Key).max(MAX_ENTRIES).default([]),
  /** What becomes of fields that sound like secrets and are not marked: strong names are secrets, all are, none is. */
  soundsSecret: z.enum(['strong', 'treat', 'warn']).default('strong'),
})

export const catalog = group({
  list: {
    route: 'GET /catalog',
    role: 'anyone',
    token: 'shared',
    needs: 'database',
    summary: 'All catalog entries as cards, by name',
    input: z.object({}),
    output: z.array(CatalogCard),
  },
  get: {
    route: 'GET /catalog/{key}',
    role: 'anyone',
    token: 'shared',
    needs: 'database',
    summary: 'One catalog entry with its capabilities and schemas',
    input: z.object({ key: Key }),
    output: CatalogEntry,
  },
  lint: {
    route: 'POST /catalog/lint',
    role: 'anyone',
    token: 'shared',
    needs: 'database',
    summary: 'Check the entries of a catalog file or connector registry; nothing is stored',
    input: CatalogPart,
    output: z.object({ entries: z.array(LintedEntry) }),
  },
  preview: {
    route: 'POST /catalog/preview',
    role: 'anyone',
    token: 'shared',
    needs: 'database',
    summary: 'Check one entry and answer it with the schemas as they would be stored',
    input: CatalogPart.omit({ earlier: true }),
    output: z.object({
      entry: LintedEntry,
      /** Null for an entry that is refused. */
      schemas: z.object({ configSchema: JsonObject, authSchema: JsonObject }).nullable(),
    }),
  },
  import: {
    route: 'POST /catalog/import',
    role: 'founder',
    needs: 'database',
    summary: 'Add the usable entries of a catalog file, or replace imported ones; each entry wholly or not at all',
    input: CatalogPart.extend({
      /** Only these; every usable entry unless given. */
      keys: z.array(Key).max(MAX_ENTRIES).optional(),
      /** The fields that become secrets, by the key of their entry, in place of what `soundsSecret` says. */
      treatAsSecret: z.record(Key, z.array(z.string().max(1000)).max(1000)).optional(),
    }),
    output: z.object({ entries: z.array(LintedEntry) }),
  },
  uses: {
    route: 'GET /catalog/{key}/uses',
    role: 'admin',
    token: 'read',
    needs: 'database',
    summary: 'The connectors that use an entry, also those in the trash',
    input: z.object({ key: Key }),
    output: EntryUses,
  },
  remove: {
    route: 'DELETE /catalog/{key}',
    role: 'founder',
    needs: 'database',
    summary: 'Remove an imported entry that no connector uses, in the trash or out of it',
    input: z.object({ key: Key }),
    output: z.object({ key: z.string(), name: z.string() }),
  },
  upgradeReport: {
    route: 'GET /catalog-upgrade-report',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'The connectors in your workspaces whose config no longer fits their entry',
    input: z.object({}),
    output: z.array(OutgrownConnector),
  },
})
