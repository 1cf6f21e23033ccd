import * as z from 'zod'
import { Id, InWorkspace, Instant } from '../common.ts'
import { group } from '../define.ts'
import { Page } from '../pages.ts'

/** A connector that was deleted and can be restored with `connectors.restore`. */
export const TrashedConnector = z.object({
  id: Id,
  name: z.string(),
  catalogName: z.string(),
  icon: z.string().nullable(),
  deletedAt: Instant,
  deletedByName: z.string(),
})

export type TrashedConnector = z.infer<typeof TrashedConnector>

/** Nothing leaves the trash on its own, because a clock that jumps would then take what is still needed. */
export const trash = group({
  list: {
    route: 'GET /trash',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary:
      'Deleted connectors of a workspace that can be restored, the last deleted first; all, or a page with limit or cursor',
    input: InWorkspace.extend(Page),
    output: z.array(TrashedConnector),
  },
  empty: {
    route: 'DELETE /trash',
    role: 'admin',
    needs: 'database',
    asksForName: true,
    summary: 'Delete everything in the trash of a workspace for good',
    input: InWorkspace,
    output: z.object({ count: z.number() }),
  },
})
