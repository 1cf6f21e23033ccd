import * as z from 'zod'
import { Id, InWorkspace, Proof, WorkspaceId } from '../../common.ts'
import { NewPassphrase } from '../../passphrase.ts'
import { group } from '../../define.ts'
import { FieldChange } from '../activity.ts'
import { ConnectorStatus } from '../connectors.ts'
import { MAX_CODE_FILES, MAX_CODE_PIECE } from '../../../shared/limits.ts'

/** A file of a workspace as code, by its path in the folder. */
const CodeFile = z.object({ path: z.string().min(1).max(500), text: z.string().max(MAX_CODE_PIECE) })
/** A file, or a piece that follows what was handed over of it before. */
const CodePiece = CodeFile.extend({ isMore: z.boolean().default(false) })

/** What applying changes of one connector. */
const PlanItem = z.object({
  kind: z.enum(['create', 'update', 'delete']),
  /** Null for a new one whose id is only known when it is made. */
  id: Id.nullable(),
  name: z.string(),
  catalogKey: z.string(),
  /** Where it is described, with the line; null for one that is deleted. */
  file: z.string().nullable(),
  /** Whether it is the one here by its id or by its name; null for a new one. */
  matches: z.enum(['id', 'name']).nullable(),
  /** What changes, field by field; secrets by their paths alone. */
  fields: z.array(FieldChange),
  status: z.object({ from: ConnectorStatus.nullable(), to: ConnectorStatus }).nullable(),
  /** Required secrets that are neither stored nor given: a new connector stays inactive without them. */
  missingSecrets: z.array(z.string()),
})

/** What applying would change, or has changed. */
export const CodePlan = z.object({
  items: z.array(PlanItem),
  /** How many connectors are as the files say. */
  unchanged: z.number(),
  /** A text that changes as soon as a connector does. */
  state: z.string(),
})

export type CodeFile = z.infer<typeof CodeFile>
export type CodePlan = z.infer<typeof CodePlan>
export type CodePlanItem = z.infer<typeof PlanItem>

const Planned = InWorkspace.extend({
  upload: Id,
  /** Moves connectors that no file describes to the trash. */
  prune: z.boolean().default(false),
  /** Refuses an id that is used elsewhere, instead of giving its connector a new one. */
  keepIds: z.boolean().default(false),
  /** Items of a plan that stay as they are here, by their `file`, or by their `id` where they have none. */
  keep: z.array(z.string().max(600)).max(50_000).default([]),
})

const Upload = InWorkspace.extend({ upload: Id })

/** How far the work on an upload is; a total of zero where nothing can be counted. */
const CodeProgress = z.object({
  phase: z.enum(['reading', 'checking', 'writing']),
  done: z.number(),
  total: z.number(),
})

export type CodeProgress = z.infer<typeof CodeProgress>

export const workspaceCode = group({
  export: {
    route: 'GET /workspace-code',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'The connectors of a workspace as YAML files, without secrets, page by page',
    input: InWorkspace.extend({
      /** The `next` of the page before. */
      after: Id.optional(),
    }),
    output: z.object({ files: z.array(CodeFile), next: Id.nullable() }),
  },
  exportFile: {
    route: 'GET /workspace-code/file',
    role: 'member',
    token: 'read',
    needs: 'database',
    answers: 'file',
    summary: 'Write the connectors of a workspace, without secrets, into one YAML file that the host chooses',
    input: InWorkspace,
    output: z.object({
      count: z.number(),
      /** Null where the host reveals no paths or the choice was cancelled. */
      path: z.string().nullable(),
      cancelled: z.boolean(),
    }),
  },
  exportSecrets: {
    route: 'POST /workspace-code/secrets',
    role: 'owner',
    roles: { 'workspaceIds.*': 'owner' },
    needs: 'database',
    needsProof: true,
    answers: 'file',
    summary: 'Write the secrets of workspaces into an age file, under a passphrase or for recipients',
    input: z.object({
      /** The one workspace. */
      workspaceIds: z.array(WorkspaceId).length(1).optional(),
      proof: Proof,
      /** Age recipients that open it: `age1…`. */
      recipients: z.array(z.string().max(2000)).max(20).default([]),
      /** Instead of recipients. */
      passphrase: NewPassphrase.optional(),
    }),
    output: z.object({ path: z.string().nullable(), count: z.number(), unreadable: z.number() }),
  },
  upload: {
    route: 'POST /workspace-code/files',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Hand over files to plan with, some at a time; kept in memory for a quarter of an hour',
    input: InWorkspace.extend({
      /** The upload to add to; a new one unless given. */
      upload: Id.optional(),
      files: z.array(CodePiece).max(MAX_CODE_FILES).default([]),
      /** Secrets by the id or name of their connector, and by their paths. */
      auth: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    }),
    output: z.object({ upload: Id }),
  },
  plan: {
    route: 'POST /workspace-code/plan',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'What applying the files would change, field by field; nothing is changed',
    input: Planned,
    output: CodePlan,
  },
  apply: {
    route: 'POST /workspace-code/apply',
    role: 'admin',
    token: 'write',
    needs: 'database',
    asksForName: true,
    summary: 'Make the connectors of a workspace as the files say, all of them in one transaction or none',
    input: Planned.extend({
      /** The `state` of the plan that was shown: refused as a conflict once there is a newer one. */
      state: z.string().max(200).optional(),
    }),
    output: CodePlan,
  },
  progress: {
    route: 'POST /workspace-code/progress',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'How far a plan or its application is; null where none is running',
    input: Upload,
    output: CodeProgress.nullable(),
  },
  cancel: {
    route: 'POST /workspace-code/cancel',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Cancel the plan that is being made, or its application before it is written; nothing is changed',
    input: Upload,
    output: z.object({}),
  },
})
