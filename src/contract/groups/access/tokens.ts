import * as z from 'zod'
import { Id, Instant, Name, WorkspaceId } from '../../common.ts'
import { group, TOKEN_SCOPES } from '../../define.ts'

const MAX_WORKSPACES = 1000

/** A token without what it is: only its hash is stored. */
export const Token = z.object({
  id: Id,
  name: z.string(),
  scope: z.enum(TOKEN_SCOPES),
  /** The workspaces that it is for; null for all of the person. */
  workspaceIds: z.array(Id).nullable(),
  /** The last day on which it works, YYYY-MM-DD; null for no end. */
  expiresOn: z.string().nullable(),
  /** When a program last asked with it, to within a minute; null for never. */
  lastUsedAt: Instant.nullable(),
  createdAt: Instant,
})

export type Token = z.infer<typeof Token>

/** What lets other programs ask over REST: each acts as the person who made it, within its scope and workspaces. */
export const tokens = group({
  list: {
    route: 'GET /tokens',
    role: 'anyone',
    needs: 'database',
    summary: 'Your tokens for other programs, by name',
    input: z.object({}),
    output: z.array(Token),
  },
  create: {
    route: 'POST /tokens',
    role: 'anyone',
    roles: { 'workspaceIds.*': 'member' },
    needs: 'database',
    summary: 'Make a token for another program; it is answered once and stored only as a hash',
    input: z.object({
      name: Name,
      scope: z.enum(TOKEN_SCOPES).default('read'),
      /** All of your workspaces unless given. */
      workspaceIds: z.array(WorkspaceId).min(1).max(MAX_WORKSPACES).nullable().default(null),
      expiresOn: z.iso.date().nullable().default(null),
    }),
    output: Token.extend({
      /** What the program sends as `Authorization: Bearer …`. */
      token: z.string(),
    }),
  },
  revoke: {
    route: 'DELETE /tokens/{id}',
    role: 'anyone',
    needs: 'database',
    summary: 'End a token at once',
    input: z.object({ id: Id }),
    output: Token,
  },
  current: {
    route: 'GET /token',
    role: 'anyone',
    token: 'shared',
    needs: 'database',
    summary: 'The token that a request is made with; null for a request without one',
    input: z.object({}),
    output: Token.nullable(),
  },
})
