import * as z from 'zod'
import { MAX_HITS, MAX_QUERY } from '../../shared/limits.ts'
import { LANGUAGES } from '../../shared/text/languages.ts'
import { TROUBLES } from '../../shared/connector-state.ts'
import { Id } from '../common.ts'
import { group } from '../define.ts'
import { ConnectorCard } from './connectors.ts'

/**
 * How many connectors of a workspace need attention. Each counts once, by the worst that is the matter with it, and one
 * that is not active only with an error.
 */
export const WorkspaceState = z.object({
  workspaceId: Id,
  /** Marked as failing, or with a connection test that failed. */
  errors: z.number(),
  /** Their secrets have expired. */
  expired: z.number(),
  /** Their secrets expire within 14 days. */
  expiring: z.number(),
  /** A secret is missing or cannot be read. */
  secrets: z.number(),
  outdated: z.number(),
  /** Whether the workspace's key waits for a person; false for a member, who holds none. */
  isLocked: z.boolean(),
})

/** A connector and the workspace that it is in. */
export const PlacedConnector = z.object({
  workspaceId: Id,
  connector: ConnectorCard,
  /** The path of the secret that its service did not accept at the last test; null for none. */
  refusedSecret: z.string().nullable(),
})

export type WorkspaceState = z.infer<typeof WorkspaceState>
export type PlacedConnector = z.infer<typeof PlacedConnector>

export const overview = group({
  get: {
    route: 'GET /overview',
    role: 'anyone',
    token: 'read',
    needs: 'database',
    summary: 'What needs attention in each of your workspaces, with the most urgent connectors',
    input: z.object({
      /** Only the most urgent connectors with this trouble. */
      trouble: z.enum(TROUBLES).optional(),
    }),
    output: z.object({
      workspaces: z.array(WorkspaceState),
      /** The worst first, at most 100. */
      urgent: z.array(PlacedConnector),
    }),
  },
  search: {
    route: 'GET /search',
    role: 'anyone',
    token: 'read',
    needs: 'database',
    summary: 'Search the connectors of all your workspaces by name, type, site or handle, tag, error and person',
    input: z.object({
      query: z.string().max(MAX_QUERY),
      /** In which language the errors are searched. */
      language: z.enum(LANGUAGES).default('en'),
      /** Only connectors with this trouble. */
      trouble: z.enum(TROUBLES).optional(),
      limit: z.coerce.number().int().min(1).max(MAX_HITS).default(20),
    }),
    output: z.object({
      /** How many connectors match. */
      total: z.number(),
      /** The words of the query as they stand in the connectors, a mistyped one corrected. */
      terms: z.array(z.string()),
      /** The best first. */
      hits: z.array(PlacedConnector),
    }),
  },
})
