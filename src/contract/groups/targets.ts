import * as z from 'zod'
import { Capabilities } from './catalog.ts'
import { Id, InWorkspace } from '../common.ts'
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

const Exported = z.object({
  count: z.number(),
  /** The file written; null where the host reveals no paths or the choice was cancelled. */
  path: z.string().nullable(),
  cancelled: z.boolean(),
  /** Names of written targets whose secrets have expired, at most 100; the file does not tell. */
  expired: z.array(z.string()),
})

const MAX_SELECTED = 10_000

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
  export: {
    route: 'GET /publish-targets/export',
    role: 'member',
    needs: 'database',
    answers: 'file',
    summary: 'Write the publish targets to a file that the host chooses',
    input: InWorkspace.extend({ format: z.enum(['json']).default('json') }),
    output: Exported,
  },
  exportSome: {
    route: 'POST /publish-targets/export',
    role: 'member',
    needs: 'database',
    answers: 'file',
    summary: 'Write the publish targets among some connectors to a file that the host chooses',
    input: InWorkspace.extend({
      connectorIds: z.array(Id).min(1).max(MAX_SELECTED),
      format: z.enum(['json']).default('json'),
    }),
    output: Exported,
  },
})
