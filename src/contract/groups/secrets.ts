import * as z from 'zod'
import { ErrorBody, Id, InWorkspace } from '../common.ts'
import { ExpiryDate } from './connectors.ts'
import { MAX_REFERENCE } from '../../shared/reasons/references.ts'
import { group } from '../define.ts'

/** What became of one connector. */
export const SecretResult = z.object({
  id: Id,
  /** Null for a connector that is not in the workspace. */
  name: z.string().nullable(),
  /** Why its secret is what it was before; null when it has the new one. */
  error: ErrorBody.nullable(),
})

export type SecretResult = z.infer<typeof SecretResult>

export const secrets = group({
  set: {
    route: 'POST /secrets/set',
    role: 'admin',
    token: 'write',
    needs: 'database',
    asksForName: true,
    summary: 'Give one secret of many connectors a new value; each is checked and stored on its own',
    input: InWorkspace.extend({
      connectorIds: z.array(Id).min(1).max(10_000),
      /** Dotted path, for example `auth.access_token`. */
      path: z.string().min(1).max(500),
      value: z.unknown().optional(),
      /** Where it is kept, in place of a value. */
      reference: z.string().max(MAX_REFERENCE).optional(),
      /** Kept unless given. */
      secretExpiresAt: ExpiryDate.optional(),
    }),
    output: z.array(SecretResult),
  },
})
