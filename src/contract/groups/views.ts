import * as z from 'zod'
import { Id, InWorkspace, Name } from '../common.ts'
import { group } from '../define.ts'

/** Filters, search and order of the Installed tab under a name. */
const SavedView = z.object({
  id: Id,
  name: z.string(),
  /** The query of a URL that shows it, such as `?status=error&tag=prod&sort=updated`. */
  query: z.string(),
})

export type SavedView = z.infer<typeof SavedView>

const MAX_QUERY = 4000

/** The views of the Installed tab that the people of a workspace share. */
export const views = group({
  list: {
    route: 'GET /views',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'Saved views of a workspace, by name',
    input: InWorkspace,
    output: z.array(SavedView),
  },
  save: {
    route: 'POST /views',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Save a view of a workspace; it takes the place of one with the same name',
    input: InWorkspace.extend({ name: Name, query: z.string().startsWith('?').max(MAX_QUERY) }),
    output: SavedView,
  },
  remove: {
    route: 'DELETE /views/{id}',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Remove a saved view of a workspace',
    input: InWorkspace.extend({ id: Id }),
    output: SavedView,
  },
})
