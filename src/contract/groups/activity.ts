import * as z from 'zod'
import { ACTIVITY_KINDS } from '../../shared/text/activity-kinds.ts'
import { Id, InWorkspace, Instant, JsonObject } from '../common.ts'
import { group } from '../define.ts'

/** One field that somebody changed. Only the names of secrets are known, and of what looks like one. */
export const FieldChange = z.object({
  /** Dotted, as in `config.site_url`. */
  path: z.string(),
  /** Absent where there was no value, and where it is not shown. */
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  /** Why no values are there. */
  hidden: z.enum(['secret_set', 'secret_cleared', 'secret_moved', 'may_be_secret', 'long']).optional(),
})

/** One thing that somebody did. */
export const Activity = z.object({
  id: z.number(),
  at: Instant,
  person: z.object({ id: z.string(), name: z.string() }),
  /** A stable word, as `connector.update`. */
  action: z.string(),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  fields: z.array(FieldChange),
  /** What else is known of it: counts, the status before, the name of a file's format. */
  detail: JsonObject,
  /** Whether the connector's config after it is kept, so it can be restored. */
  hasConfig: z.boolean(),
  /** Whether a later signature covers it. */
  isSigned: z.boolean(),
})

/** Room for words with many forms. */
const MAX_SEARCH = 5000

/** Filters of the history. A text that names nobody or nothing finds nothing. */
const Filters = z.object({
  /** The id of a person. */
  person: Id.optional(),
  /** The id of a connector, which may be deleted by now. */
  connector: Id.optional(),
  kind: z.enum(ACTIVITY_KINDS).optional(),
  /** From this day or instant on, and up to it. */
  from: z.union([z.iso.date(), z.iso.datetime()]).optional(),
  to: z.union([z.iso.date(), z.iso.datetime()]).optional(),
  /**
   * Words that must all occur, regardless of case and accents: in the name of the person or of what it was done to, in what
   * was done, or in the names of the fields. `a|b` is a word that may be either.
   */
  search: z.string().max(MAX_SEARCH).optional(),
})

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  /** The `next` of the page before. */
  before: z.coerce.number().int().positive().optional(),
})

const ActivityPage = z.object({
  items: z.array(Activity),
  /** Where the next page begins; null after the last one. */
  next: z.number().nullable(),
})

/** How far an export is. */
const ExportProgress = z.object({ done: z.number(), total: z.number() })

export type FieldChange = z.infer<typeof FieldChange>
export type Activity = z.infer<typeof Activity>
export type ActivityFilters = z.output<typeof Filters>

/** The append-only history of who did what. */
export const activity = group({
  list: {
    route: 'GET /activity',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'What was done in a workspace, the newest first',
    input: InWorkspace.extend({ ...Filters.shape, ...Page.shape }),
    output: ActivityPage,
  },
  installation: {
    route: 'GET /activity/installation',
    role: 'founder',
    needs: 'database',
    summary: 'What was done to what all workspaces share, the newest first',
    input: Page,
    output: ActivityPage,
  },
  get: {
    route: 'GET /activity/entries/{id}',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'One entry of the history, with the config that a connector had after it',
    input: InWorkspace.extend({ id: z.coerce.number().int().positive() }),
    output: Activity.extend({ config: JsonObject.nullable() }),
  },
  people: {
    route: 'GET /activity/people',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'Everybody who is in the history of a workspace, by name',
    input: InWorkspace,
    output: z.array(z.object({ id: z.string(), name: z.string() })),
  },
  counts: {
    route: 'GET /activity/counts',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary:
      'How many entries of the history of a workspace fit, by kind; one with none is left out, and a filter of the kind changes nothing',
    input: InWorkspace.extend(Filters.shape),
    output: z.array(z.object({ kind: z.enum(ACTIVITY_KINDS), count: z.number() })),
  },
  export: {
    route: 'GET /activity/export',
    role: 'member',
    token: 'read',
    needs: 'database',
    answers: 'file',
    summary: 'Write the history of a workspace to a file that the host chooses, the oldest first',
    input: InWorkspace.extend({ ...Filters.shape, format: z.enum(['csv', 'json', 'ndjson']).default('csv') }),
    output: z.object({
      count: z.number(),
      /** The file written; null where the host reveals no paths or the choice was cancelled. */
      path: z.string().nullable(),
      cancelled: z.boolean(),
    }),
  },
  exportProgress: {
    route: 'GET /activity/export/progress',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'How far your export of the history is; null while there is none',
    input: InWorkspace,
    output: ExportProgress.nullable(),
  },
  cancelExport: {
    route: 'POST /activity/export/cancel',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'Cancel your export of the history; no part of the file stays',
    input: InWorkspace,
    output: z.object({}),
  },
})
