import * as z from 'zod'
import { Id, InWorkspace, Instant, Name, WorkspaceId } from '../common.ts'
import { group } from '../define.ts'
import { fieldError } from '../errors.ts'
import { NewPassphrase } from '../passphrase.ts'
import { COLOURS, MEMBER_ROLES } from '../../shared/limits.ts'
import { hasUnseen } from '../../shared/names.ts'

export const MemberRole = z.enum(MEMBER_ROLES)

export const Colour = z.enum(COLOURS)

export const Workspace = z.object({
  id: Id,
  name: z.string(),
  colour: Colour,
  /** What its square shows in place of the first letter of its name; null for that letter. */
  letter: z.string().nullable(),
  role: MemberRole,
  /** Whether people are asked for its name before they switch connectors off or delete something. */
  isProduction: z.boolean(),
  /** Since when it can only be read; null for one in use. */
  archivedAt: Instant.nullable(),
  connectorCount: z.number(),
  createdAt: Instant,
  updatedAt: Instant,
})

/** A workspace that was deleted and can be restored with `workspaces.restore`. */
export const TrashedWorkspace = Workspace.pick({
  id: true,
  name: true,
  colour: true,
  letter: true,
  connectorCount: true,
}).extend({
  deletedAt: Instant,
  deletedByName: z.string(),
})

/** One character as people see it, which may be several code points. */
const Letter = z
  .string()
  .max(32)
  .transform((text) => text.normalize('NFC').trim())
  .refine((text) => !hasUnseen(text) && [...new Intl.Segmenter().segment(text)].length === 1, {
    params: { fieldError: fieldError('one_letter') },
  })

export type TrashedWorkspace = z.infer<typeof TrashedWorkspace>
export type Workspace = z.infer<typeof Workspace>
export type MemberRole = z.infer<typeof MemberRole>
export type Colour = z.infer<typeof Colour>

export const workspaces = group({
  list: {
    route: 'GET /workspaces',
    role: 'anyone',
    token: 'shared',
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
      passphrase: NewPassphrase.optional(),
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
  setLetter: {
    route: 'PUT /workspaces/letter',
    role: 'admin',
    needs: 'database',
    summary: 'Give a workspace another letter; null for the first one of its name',
    input: InWorkspace.extend({ letter: Letter.nullable() }),
    output: Workspace,
  },
  setProduction: {
    route: 'PUT /workspaces/production',
    role: 'owner',
    needs: 'database',
    summary:
      'Mark a workspace as production, or no longer: screens and command line ask for its name before they switch connectors off or delete something',
    input: InWorkspace.extend({ isProduction: z.boolean() }),
    output: Workspace,
  },
  setArchived: {
    route: 'PUT /workspaces/archived',
    role: 'owner',
    needs: 'database',
    allows: 'archived',
    summary: 'Archive a workspace, which can then only be read, or take it out of the archive',
    input: InWorkspace.extend({ isArchived: z.boolean() }),
    output: Workspace,
  },
  delete: {
    route: 'DELETE /workspaces',
    role: 'owner',
    needs: 'database',
    allows: 'archived',
    summary: 'Move a workspace to the trash with its connectors and keys, from which it can be restored',
    input: InWorkspace.extend({
      /** Its name, as a sign that this one is meant. */
      name: z.string().max(1000),
    }),
    output: z.object({ id: Id, name: z.string() }),
  },
  trash: {
    route: 'GET /workspaces/trash',
    role: 'anyone',
    needs: 'database',
    summary: 'Deleted workspaces that you own and can restore, the last deleted first',
    input: z.object({}),
    output: z.array(TrashedWorkspace),
  },
  restore: {
    route: 'POST /workspaces/restore',
    role: 'owner',
    needs: 'database',
    allows: 'trashed',
    summary: 'Restore a workspace from the trash, under another name where its own is taken',
    input: InWorkspace.extend({ name: Name.optional() }),
    output: Workspace,
  },
  emptyTrash: {
    route: 'DELETE /workspaces/trash',
    role: 'anyone',
    roles: { 'workspaceIds.*': 'owner' },
    needs: 'database',
    allows: 'trashed',
    summary: 'Delete workspaces of yours in the trash for good, with their connectors, keys and history',
    input: z.object({
      /** Those to delete; all that you own and that are in the trash unless given. */
      workspaceIds: z.array(WorkspaceId).min(1).max(1000).optional(),
    }),
    output: z.object({ count: z.number() }),
  },
})
