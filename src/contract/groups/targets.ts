import * as z from 'zod'
import { TARGET_FORMATS } from '../../shared/limits.ts'
import { Capabilities } from './catalog.ts'
import { ErrorBody, Id, InWorkspace, Instant, WorkspaceId } from '../common.ts'
import { group } from '../define.ts'
import { Page } from '../pages.ts'

/** What the content broadcaster reads; its names are part of that agreement. */
export const PublishTarget = z.object({
  id: Id,
  name: z.string(),
  catalog_key: z.string(),
  capabilities: Capabilities,
})

export type PublishTarget = z.infer<typeof PublishTarget>

const FileOptions = z.object({
  format: z.enum(TARGET_FORMATS).default('json'),
  /** Whether the targets stand in an object with the workspaces, the time, their number and digest: JSON and YAML alone. */
  envelope: z.union([z.boolean(), z.stringbool()]).default(false),
})

const Exported = z.object({
  count: z.number(),
  /** The file written; null where the host reveals no paths or the choice was cancelled. */
  path: z.string().nullable(),
  cancelled: z.boolean(),
  /** Names of written targets whose secrets have expired, at most 100; the file does not tell. */
  expired: z.array(z.string()),
})

/** How far an export is: the targets written, and how much of what it goes through is behind it, as a part of a total in no unit. */
const ExportProgress = z.object({ count: z.number(), done: z.number(), total: z.number() })

/** A connector in the preview of an export, and why it stays out or may fail. */
const Noted = <const Reasons extends readonly string[]>(reasons: Reasons) =>
  z.object({ workspaceId: Id, id: Id, name: z.string(), reason: z.enum(reasons) })

/** Why a connector is no publish target. */
const LEFT_OUT = ['error', 'inactive', 'cannot_publish'] as const
/** Why publishing to a target will fail. */
const WARNINGS = ['expired', 'unreadable', 'missing'] as const

const LeftOut = Noted(LEFT_OUT)
const Warned = Noted(WARNINGS)

const TargetPreview = z.object({
  /** How many targets the file has. */
  count: z.number(),
  /** How many connectors stay out, and the first 100 of them. */
  leftOutCount: z.number(),
  leftOut: z.array(LeftOut),
  /** How many targets go out although publishing to them fails, and the first 100 of them. */
  warningCount: z.number(),
  warnings: z.array(Warned),
})

export type TargetPreview = z.infer<typeof TargetPreview>

/** A file that a workspace keeps up to date. */
const TargetFile = z.object({
  id: Id,
  path: z.string(),
  format: z.enum(TARGET_FORMATS),
  envelope: z.boolean(),
  /** Whether it has the targets of all workspaces of the person who keeps it. */
  allWorkspaces: z.boolean(),
  /** When this program has written it; null where it has not yet. */
  writtenAt: Instant.nullable(),
  count: z.number().nullable(),
  /** Why it could not be written; it is tried again. */
  problem: ErrorBody.nullable(),
})

export type TargetFile = z.infer<typeof TargetFile>

const MAX_USES = 100
const MAX_SOURCE = 100

/** What a connector, by its id, is used for, as a program or a person has reported it. */
const TargetUse = z.object({ id: Id, source: z.string(), uses: z.array(z.string()), reportedAt: Instant })

export type TargetUse = z.infer<typeof TargetUse>

const MAX_SELECTED = 10_000
const MAX_WORKSPACES = 1000

/** Workspaces that the person is in; all of them unless given. */
const workspaceIds = z.array(WorkspaceId).min(1).max(MAX_WORKSPACES).optional()

export const targets = group({
  list: {
    route: 'GET /publish-targets',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary:
      'Active connectors that can publish, as the content broadcaster reads them; all, or a page with limit or cursor',
    input: InWorkspace.extend(Page),
    output: z.array(PublishTarget),
  },
  preview: {
    route: 'POST /publish-targets/preview',
    role: 'anyone',
    token: 'read',
    roles: { 'workspaceIds.*': 'member' },
    needs: 'database',
    summary: 'What an export of publish targets would hold, what stays out and why, and which targets will fail',
    input: z.object({ workspaceIds }),
    output: TargetPreview,
  },
  export: {
    route: 'GET /publish-targets/export',
    role: 'member',
    token: 'read',
    needs: 'database',
    answers: 'file',
    summary: 'Write the publish targets to a file that the host chooses',
    input: InWorkspace.extend(FileOptions.shape),
    output: Exported,
  },
  exportMany: {
    route: 'POST /publish-targets/export-many',
    role: 'anyone',
    token: 'read',
    roles: { 'workspaceIds.*': 'member' },
    needs: 'database',
    answers: 'file',
    summary: 'Write the publish targets of several workspaces, or of all, to one file that the host chooses',
    input: FileOptions.extend({ workspaceIds }),
    output: Exported,
  },
  exportSome: {
    route: 'POST /publish-targets/export',
    role: 'member',
    token: 'read',
    needs: 'database',
    answers: 'file',
    summary: 'Write the publish targets among some connectors to a file that the host chooses',
    input: InWorkspace.extend({ ...FileOptions.shape, connectorIds: z.array(Id).min(1).max(MAX_SELECTED) }),
    output: Exported,
  },
  exportProgress: {
    route: 'POST /publish-targets/export/progress',
    role: 'anyone',
    token: 'read',
    roles: { 'workspaceIds.*': 'member' },
    needs: 'database',
    summary: 'How far your export of publish targets is, of a workspace or of all; null while there is none',
    input: z.object({ workspaceIds }),
    output: ExportProgress.nullable(),
  },
  cancelExport: {
    route: 'POST /publish-targets/export/cancel',
    role: 'anyone',
    token: 'read',
    roles: { 'workspaceIds.*': 'member' },
    needs: 'database',
    summary:
      'Cancel your export of publish targets; no part of the file stays, and a file that was there stays as it was',
    input: z.object({ workspaceIds }),
    output: z.object({}),
  },
  files: {
    route: 'GET /publish-targets/files',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'The files of publish targets that a workspace keeps up to date, with how the last writing went',
    input: InWorkspace,
    output: z.array(TargetFile),
  },
  keepFile: {
    route: 'POST /publish-targets/files',
    role: 'admin',
    needs: 'database',
    summary: 'Keep a file of publish targets up to date, at a path that is chosen on this computer and never over http',
    input: InWorkspace.extend({
      ...FileOptions.shape,
      /** Whether it has the targets of all workspaces of the person; it is still listed in this one. */
      allWorkspaces: z.union([z.boolean(), z.stringbool()]).default(false),
    }),
    output: z.object({ cancelled: z.boolean(), file: TargetFile.nullable() }),
  },
  writeFile: {
    route: 'POST /publish-targets/files/{id}',
    role: 'member',
    token: 'write',
    needs: 'database',
    summary: 'Write a file of publish targets again, now',
    input: InWorkspace.extend({ id: Id }),
    output: TargetFile,
  },
  forgetFile: {
    route: 'DELETE /publish-targets/files/{id}',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Stop keeping a file of publish targets up to date; the file stays as it is',
    input: InWorkspace.extend({ id: Id }),
    output: TargetFile,
  },
  reportUses: {
    route: 'POST /used-by',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Report what publish targets are used for; it takes the place of the last report of the same source',
    input: InWorkspace.extend({
      /** Who reports, such as the name of the broadcaster. */
      source: z.string().trim().min(1).max(MAX_SOURCE),
      targets: z
        .array(z.object({ id: Id, uses: z.array(z.string().trim().min(1).max(300)).min(1).max(MAX_USES) }))
        .max(MAX_SELECTED),
    }),
    /** `unknown` are ids that are no connector of the workspace, and are left out. */
    output: z.object({ count: z.number(), unknown: z.array(Id) }),
  },
  usesOf: {
    route: 'GET /used-by',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'What a connector, or every one of a workspace, is used for, by what programs and people have reported',
    input: InWorkspace.extend({
      /** All connectors unless given. */
      id: Id.optional(),
    }),
    output: z.array(TargetUse),
  },
})
