import { createHash } from 'node:crypto'
import * as z from 'zod'
import { Id, Instant, JsonObject, ReasonValues } from '../../../contract/common.ts'
import { ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { MAX_REFERENCE } from '../../../shared/reasons/references.ts'
import { Colour } from '../../../contract/groups/workspaces.ts'
import { showUnseen } from '../../../shared/names.ts'
import { appError, type AppError, fieldError } from '../../../contract/errors.ts'
import {
  BackedUpWorkspace,
  type BackupManifest,
  BackupManifest as Manifest,
} from '../../../contract/groups/workspace-backups.ts'

/** The newest format that this program writes and reads. */
export const FORMAT_VERSION = 1

/** Names of a file show what nobody would see in them. */
const seen = (text: string): string => showUnseen(text)

/** A connector as a backup holds it, with its secrets in the open: the file around it is encrypted. */
export const BackedUpConnector = z.object({
  id: Id,
  name: z.string().min(1).max(300).transform(seen),
  catalogKey: z.string().max(100),
  catalogVersion: z.string().max(100),
  status: ConnectorStatus,
  statusMessage: z.string().nullable(),
  config: JsonObject,
  tags: z.array(z.string().transform(seen)),
  // Backups of earlier versions have none of these.
  statusCause: z.object({ reason: z.string(), values: ReasonValues }).nullable().default(null),
  description: z
    .string()
    .transform((text) => showUnseen(text, { keepLines: true }))
    .default(''),
  colour: Colour.nullable().default(null),
  isPinned: z.boolean().default(false),
  secretExpiresAt: z.string().nullable(),
  /** By dotted path, as `connectors.auth` has them. */
  secrets: z.record(
    z.string(),
    z.object({
      value: z.unknown(),
      updatedAt: Instant,
      /** Where it is kept, in place of a value. */
      reference: z.string().max(MAX_REFERENCE).optional(),
    }),
  ),
  createdAt: Instant,
  createdBy: z.string(),
  createdByName: z.string(),
  updatedAt: Instant,
  updatedByName: z.string(),
})

export type BackedUpConnector = z.infer<typeof BackedUpConnector>

/** The saved views of a workspace; backups of earlier versions have none. */
const Views = z
  .array(z.object({ name: z.string().min(1).max(300).transform(seen), query: z.string().startsWith('?') }))
  .default([])

export type BackedUpView = z.infer<typeof Views>[number]

/** A workspace and what is in it. */
export interface BackupContent {
  workspace: Omit<BackedUpWorkspace, 'connectors' | 'secrets' | 'unreadable' | 'references'> & { views: BackedUpView[] }
  connectors: BackedUpConnector[]
}

/** All that is in a backup. */
export interface BackupDocument {
  /** Catalog entries that were imported, in the format of catalog files, so their connectors work elsewhere. */
  entries: Record<string, unknown>[]
  contents: BackupContent[]
}

/** A backup whose passphrase was right; the file key opens it again without the work of a passphrase. */
export interface OpenedBackup {
  manifest: BackupManifest
  fileKey: Uint8Array
}

/** The first line of a backup. Every further line is one catalog entry or, in the order of the workspaces, one connector. */
export const Header = Manifest.extend({
  format: z.literal('patchbay-backup'),
  entries: z.object({ count: z.number(), sha256: z.string() }),
  workspaces: z
    .array(BackedUpWorkspace.extend({ name: z.string().transform(seen), views: Views, sha256: z.string() }))
    .max(1000),
})

/** What a backup of these workspaces says of itself. */
export const toManifest = (
  workspaces: BackedUpWorkspace[],
  origin: { program: string; createdAt: string },
): BackupManifest => ({ version: FORMAT_VERSION, ...origin, workspaces })

/** A digest that grows with the lines. */
export const createDigest = () => createHash('sha256')

type Fault = 'foreign' | 'no_passphrase_file' | 'work_too_high' | 'damaged' | 'newer'

/** The error for a file that is not restored. */
export function backupError(problem: Fault | 'wrong_passphrase'): AppError {
  if (problem !== 'wrong_passphrase') return appError(`${problem}_backup`)
  const opens = { opens: 'backup' } as const
  return appError('wrong_passphrase', opens, { fields: { passphrase: [fieldError('wrong_passphrase', opens)] } })
}
