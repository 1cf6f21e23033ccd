import * as z from 'zod'
import { Id, InWorkspace, Instant, Name } from '../common.ts'
import { group } from '../define.ts'
import { MIN_PASSPHRASE, WORKSPACE_COLOURS, MEMBER_ROLES } from '../../shared/limits.ts'

export const MemberRole = z.enum(MEMBER_ROLES)

export const Colour = z.enum(WORKSPACE_COLOURS)

/** A passphrase as typed; it is normalised to NFKC before use so that every keyboard gives the same key. */
export const Passphrase = z.string().min(MIN_PASSPHRASE).max(1024)

export const Workspace = z.object({
  id: Id,
  name: z.string(),
  colour: Colour,
  role: MemberRole,
  connectorCount: z.number(),
  createdAt: Instant,
  updatedAt: Instant,
})

export type Workspace = z.infer<typeof Workspace>
export type MemberRole = z.infer<typeof MemberRole>
export type Colour = z.infer<typeof Colour>

export const workspaces = group({
  list: {
    route: 'GET /workspaces',
    role: 'anyone',
    needs: 'database',
    summary: 'Your workspaces, by name',
    input: z.object({}),
    output: z.array(Workspace),
  },
  create: {
    route: 'POST /workspaces',
    role: 'anyone',
    needs: 'database',
    summary: 'Create a workspace with its key; you become its owner',
    input: z.object({
      name: Name,
      colour: Colour.optional(),
      /** Also protects the key with a passphrase; needed where no keychain is usable. */
      passphrase: Passphrase.optional(),
    }),
    output: Workspace,
  },
  rename: {
    route: 'PUT /workspaces/name',
    role: 'admin',
    needs: 'database',
    summary: 'Rename a workspace',
    input: InWorkspace.extend({ name: Name }),
    output: Workspace,
  },
  setColour: {
    route: 'PUT /workspaces/colour',
    role: 'admin',
    needs: 'database',
    summary: 'Give a workspace another colour',
    input: InWorkspace.extend({ colour: Colour }),
    output: Workspace,
  },
})
