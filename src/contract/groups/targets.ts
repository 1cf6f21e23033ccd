import * as z from 'zod'
import { TARGET_FORMATS } from '../../shared/limits.ts'
import { Capabilities } from './catalog.ts'
import { Id, InWorkspace, WorkspaceId } from '../common.ts'
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

const MAX_SELECTED = 10_000
const MAX_WORKSPACES = 1000

/** Workspaces that the person is in; all of them unless given. */
const workspaceIds = z.array(WorkspaceId).min(1).max(MAX_WORKSPACES).optional()

export const targets = group({
  list: {
    route: 'GET /publish-targets',
    role: 'member',
    needs: 'database',
    summary:
      'Active connectors that can publish, as the content broadcaster reads them; all, or a page with limit or after',
    input: InWorkspace.extend(Page),
    output: z.array(PublishTarget),
  },
  preview: {
    route: 'POST /publish-targets/preview',
    role: 'anyone',
    roles: { 'workspaceIds.*': 'member' },
    needs: 'database',
    summary: 'What an export of publish targets would hold, what stays out and why, and which targets will fail',
    input: z.object({ workspaceIds }),
    output: TargetPreview,
  },
  export: {
    route: 'GET /publish-targets/export',
    role: 'member',
    needs: 'database',
    answers: 'file',
    summary: 'Write the publish targets to a file that the host chooses',
    input: InWorkspace.extend(FileOptions.shape),
    output: Exported,
  },
  exportMany: {
    route: 'POST /publish-targets/export-many',
    role: 'anyone',
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
    needs: 'database',
    answers: 'file',
    summary: 'Write the publish targets among some connectors to a file that the host chooses',
    input: InWorkspace.extend({ ...FileOptions.shape, connectorIds: z.array(Id).min(1).max(MAX_SELECTED) }),
    output: Exported,
  },
})
