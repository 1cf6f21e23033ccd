import * as z from 'zod'
import { Id, Instant, JsonObject } from './common.ts'
import { group } from './define.ts'

export const AuthType = z.enum(['oauth', 'api_key', 'basic', 'none'])

/** What a connector type can do; open, so that imported entries may say more. */
export const Capabilities = z.looseObject({
  publish: z.boolean().optional(),
})

/** A catalog entry as a card shows it. */
export const CatalogCard = z.object({
  id: Id,
  key: z.string(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  icon: z.string().nullable(),
  authType: AuthType,
  docsUrl: z.string().nullable(),
  version: z.string(),
  source: z.enum(['builtin', 'imported']),
})

/** A whole catalog entry: the card, its capabilities and the two JSON Schemas that its forms come from. */
export const CatalogEntry = CatalogCard.extend({
  capabilities: Capabilities,
  configSchema: JsonObject,
  authSchema: JsonObject,
  createdAt: Instant,
})

export type CatalogCard = z.infer<typeof CatalogCard>
export type CatalogEntry = z.infer<typeof CatalogEntry>
export type AuthType = z.infer<typeof AuthType>

export const catalog = group({
  list: {
    route: 'GET /catalog',
    role: 'anyone',
    summary: 'All catalog entries as cards, by name',
    input: z.object({}),
    output: z.array(CatalogCard),
  },
  get: {
    route: 'GET /catalog/{key}',
    role: 'anyone',
    summary: 'One catalog entry with its capabilities and schemas',
    input: z.object({ key: z.string().max(100) }),
    output: CatalogEntry,
  },
})
