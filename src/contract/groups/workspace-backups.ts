import * as z from 'zod'
import { Id, Instant, Name, Proof, WorkspaceId } from '../common.ts'
import { group } from '../define.ts'
import { MAX_PIECE } from '../../shared/limits.ts'
import { NewPassphrase, Passphrase } from '../passphrase.ts'
import { Colour } from './workspaces.ts'

/** What a backup says of one workspace in it. */
export const BackedUpWorkspace = z.object({
  id: Id,
  name: z.string(),
  colour: Colour,
  connectors: z.number(),
  secrets: z.number(),
  /** Secrets that could not be read when it was made, and are not in it. */
  unreadable: z.number().default(0),
  /** Secrets that are kept elsewhere: the backup names where, and has no value of them. */
  references: z.number().default(0),
})

/** What a backup says of itself. */
export const BackupManifest = z.object({
  /** The version of the format. */
  version: z.number(),
  /** The version of the program that made it. */
  program: z.string(),
  createdAt: Instant,
  workspaces: z.array(BackedUpWorkspace),
})

/** On a connector that differs here and in the backup: keep the one here, or take the one from the backup. */
export const Choice = z.enum(['mine', 'theirs'])

/**
 * What restoring a connector means. `new`: it is not there yet. `same`: nothing differs. `changed`: the same connector
 * differs. `conflict`: another connector has its name. `no_entry`: its catalog entry is unknown here.
 */
export const RestoreState = z.enum(['new', 'same', 'changed', 'conflict', 'no_entry'])

export const RestorePreviewItem = z.object({
  /** The connector's id in the backup. */
  id: Id,
  name: z.string(),
  catalogKey: z.string(),
  state: RestoreState,
  /** What differs, for example `config`; empty unless changed or in conflict. */
  differs: z.array(z.string()),
  /** When either was last changed: in the backup, and here. */
  theirsAt: Instant,
  mineAt: Instant.nullable(),
})

/** Which workspace of the backup goes where; without `into` it becomes a new workspace. */
const Part = z.object({ from: Id, into: WorkspaceId.optional() })

/** Long work on a backup: what it is at and how far; without a total it is not known. */
export const BackupJob = z.object({
  phase: z.enum(['reading', 'encrypting', 'opening', 'comparing', 'ended']),
  done: z.number(),
  total: z.number(),
  /** Secrets that could not be read so far. */
  unreadable: z.number(),
})

const Upload = z.object({ upload: Id })

export type BackupJob = z.infer<typeof BackupJob>
export type BackedUpWorkspace = z.infer<typeof BackedUpWorkspace>
export type BackupManifest = z.infer<typeof BackupManifest>
export type Choice = z.infer<typeof Choice>
export type RestoreState = z.infer<typeof RestoreState>
export type RestorePreviewItem = z.infer<typeof RestorePreviewItem>

/** Backups that people make of workspaces: one age file, protected by a passphrase, that any Patchbay can restore. */
export const workspaceBackups = group({
  create: {
    route: 'POST /workspace-backups',
    role: 'owner',
    roles: { 'workspaceIds.*': 'owner' },
    needs: 'database',
    allows: 'archived',
    needsProof: true,
    answers: 'file',
    summary: 'Write workspaces with their secrets to a passphrase-protected file that the host chooses',
    input: z.object({
      /** Workspaces that the person owns; all of them unless given. */
      workspaceIds: z.array(WorkspaceId).min(1).max(1000).optional(),
      /** Of the file. */
      passphrase: NewPassphrase,
      proof: Proof,
    }),
    output: z.object({
      /** The file written; null where the host reveals no paths or the choice was cancelled. */
      path: z.string().nullable(),
      cancelled: z.boolean(),
      workspaces: z.array(BackedUpWorkspace),
      /** Secrets that could not be read and are not in the backup. */
      unreadable: z.number(),
    }),
  },
  upload: {
    route: 'POST /workspace-backups/uploads',
    role: 'anyone',
    needs: 'database',
    summary: 'Upload a backup in pieces, in order; it is kept in memory for a while',
    input: z.object({
      /** Absent for the first piece; then what the first one was answered with. */
      upload: Id.optional(),
      data: z.base64().max(MAX_PIECE),
    }),
    output: z.object({ upload: Id, size: z.number() }),
  },
  inspect: {
    route: 'POST /workspace-backups/inspect',
    role: 'anyone',
    needs: 'database',
    summary: 'Open a backup with its passphrase, check all of it and list what is in it; nothing is stored',
    input: Upload.extend({ passphrase: Passphrase }),
    output: BackupManifest,
  },
  preview: {
    route: 'POST /workspace-backups/preview',
    role: 'anyone',
    roles: { into: 'admin' },
    needs: 'database',
    summary: 'What restoring a workspace of an opened backup would do, connector by connector',
    input: Upload.extend({ ...Part.shape }),
    output: z.array(RestorePreviewItem),
  },
  restore: {
    route: 'POST /workspace-backups/restore',
    role: 'anyone',
    roles: { 'parts.*.into': 'admin' },
    needs: 'database',
    summary: 'Restore workspaces of an opened backup, all of them or nothing',
    input: Upload.extend({
      parts: z
        .array(
          Part.extend({
            /** The name of a new workspace; the one in the backup unless given. */
            name: Name.optional(),
            /** Also protects a new workspace; needed where no keychain is usable. */
            passphrase: NewPassphrase.optional(),
            /** For every connector that differs. */
            take: Choice.default('mine'),
            /** Exceptions, by the connector's id in the backup. */
            choices: z.record(z.string(), Choice).default({}),
          }),
        )
        .min(1)
        .max(1000),
    }),
    output: z.array(
      z.object({
        workspaceId: Id,
        name: z.string(),
        isNew: z.boolean(),
        added: z.number(),
        replaced: z.number(),
        kept: z.number(),
      }),
    ),
  },
  progress: {
    route: 'GET /workspace-backups/progress',
    role: 'anyone',
    needs: 'database',
    summary: 'The progress of your last backup, opening or restore; null for none',
    input: z.object({}),
    output: BackupJob.nullable(),
  },
  cancel: {
    route: 'POST /workspace-backups/cancel',
    role: 'anyone',
    needs: 'database',
    summary: 'Cancel your backup, opening or restore; no part of it stays',
    input: z.object({}),
    output: z.object({}),
  },
  forget: {
    route: 'POST /workspace-backups/forget',
    role: 'anyone',
    needs: 'database',
    summary: 'Forget an uploaded backup before its time',
    input: Upload,
    output: z.object({}),
  },
})
