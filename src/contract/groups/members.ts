import * as z from 'zod'
import { Id, InWorkspace, Instant, Name } from '../common.ts'
import { group } from '../define.ts'
import { NewPassphrase, Passphrase } from '../passphrase.ts'
import { MemberRole } from './workspaces.ts'

export const Member = z.object({
  personId: Id,
  name: z.string(),
  role: MemberRole,
  since: Instant,
  isYou: z.boolean(),
})

export type Member = z.infer<typeof Member>

/** A workspace that somebody has joined. */
const Joined = z.object({ workspaceId: Id, name: z.string(), role: MemberRole })

const WithPerson = InWorkspace.extend({ personId: Id })

/** Characters of an invitation: the largest has some 3,000. */
const MAX_INVITATION = 64 * 1024

/** The recovery passphrase, so it opens the new key of a workspace that is shared through git, too. */
const ForNewKey = Passphrase.optional()

export const members = group({
  list: {
    route: 'GET /members',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'The people of a workspace: owners, then admins, then members',
    input: InWorkspace,
    output: z.array(Member),
  },
  invite: {
    route: 'POST /members/invitation',
    role: 'owner',
    needs: 'database',
    answers: 'file',
    summary:
      'Write an invitation that lets one person join within 7 days; with the key of the workspace unless as member',
    input: InWorkspace.extend({
      role: MemberRole,
      /** The line that the person's Patchbay shows, so nobody else can use the invitation. */
      identity: z.string().max(2000).optional(),
      /** For somebody without an identity yet: opens the invitation, best given to them another way than the file. */
      invitationPassphrase: NewPassphrase.optional(),
      /** Opens your own key, which signs the invitation, where no keychain does. */
      passphrase: Passphrase.optional(),
    }),
    output: z.object({
      /** Where the file is; null where it is a download, or the choice was cancelled. */
      path: z.string().nullable(),
      /** Whom it is for; null for somebody with the passphrase. */
      name: z.string().nullable(),
      expiresAt: Instant.nullable(),
    }),
  },
  join: {
    route: 'POST /members/join',
    role: 'anyone',
    needs: 'database',
    summary: 'Join a workspace of this data with an invitation',
    input: z.object({
      invitation: z.string().max(MAX_INVITATION),
      /** The passphrase that came with an invitation for no identity. */
      invitationPassphrase: Passphrase.optional(),
      /** Opens your own keys, or protects new ones where no keychain is usable. */
      passphrase: Passphrase.optional(),
    }),
    output: Joined,
  },
  recover: {
    route: 'POST /members/recover',
    role: 'anyone',
    needs: 'database',
    summary:
      'Join the workspaces of this data that a recovery passphrase opens, as owner where nothing else opens them here',
    input: z.object({
      passphrase: Passphrase,
      /** Only the workspace of this name; all that it opens unless given. */
      name: Name.optional(),
    }),
    output: z.array(Joined),
  },
  setRole: {
    route: 'PUT /members/role',
    role: 'owner',
    needs: 'database',
    allows: 'archived',
    summary: 'Give somebody another role; who becomes a member loses their way to the key',
    input: WithPerson.extend({ role: MemberRole, passphrase: ForNewKey }),
    output: Member,
  },
  remove: {
    route: 'DELETE /members',
    role: 'owner',
    needs: 'database',
    allows: 'archived',
    summary: 'Take somebody out of a workspace; rotate its key afterwards, which they may have kept',
    input: WithPerson.extend({ passphrase: ForNewKey }),
    output: z.object({}),
  },
  leave: {
    route: 'POST /members/leave',
    role: 'member',
    needs: 'database',
    summary: 'Leave a workspace; its last owner cannot',
    input: InWorkspace,
    output: z.object({}),
  },
})
