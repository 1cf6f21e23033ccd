import * as z from 'zod'
import { ErrorBody, Id, InWorkspace, Instant } from '../../common.ts'
import { group } from '../../define.ts'
import { Passphrase } from '../../passphrase.ts'
import { SYNC_MINUTES } from '../../../shared/limits.ts'
import { MemberRole } from '../workspaces.ts'

/** The address of a git repository. */
const Remote = z.string().trim().min(1).max(2000)

const Progress = z.object({ done: z.number(), total: z.number() })

/** How a shared workspace and its repository stand to each other. */
export const SharingStatus = z.object({
  remote: z.string(),
  /** The first commit, by which everybody knows the workspace. */
  root: z.string(),
  /** The last commit that was verified here. */
  head: z.string(),
  /** When this computer was last up to date; null before. */
  syncedAt: Instant.nullable(),
  /** Changes of this computer that are not in the repository yet. */
  toSend: z.number(),
  /** Values that wait for a choice. */
  conflicts: z.number(),
  /** Secrets that somebody who lost the key could read, and that have no new value since. */
  exposures: z.number(),
  /** Whether the recovery passphrase does not open the present key, as that was made without it. */
  isPassphraseOld: z.boolean(),
  /** Why the last try failed. */
  problem: ErrorBody.nullable(),
  /** Whether what was pushed is not accepted, so an owner can put what is accepted over it. */
  isRefused: z.boolean(),
  /** The catalog entries that shared connectors need and that are not here. */
  missingEntries: z.array(z.string()),
  /** How many commits are verified of those that arrive; null while none are. */
  progress: Progress.nullable(),
})

export type SharingStatus = z.infer<typeof SharingStatus>

/** A value that lost against another one and waits for a choice. */
const Conflict = z.object({
  connectorId: Id,
  connectorName: z.string(),
  /** As `config/site_url`, or `*` for the connector as a whole: one person deleted it and another one changed it. */
  field: z.string(),
  memberId: Id,
  /** Who wanted the value that waits. */
  by: z.string(),
  /** For a deletion: whether the connector is here, and its deletion waits. */
  isSecret: z.boolean(),
  /** What the field is now, and what it would be; absent for one that is not there, and for secrets. */
  now: z.unknown().optional(),
  waiting: z.unknown().optional(),
})

export type Conflict = z.infer<typeof Conflict>

/** A secret that people could read who hold the key no more. */
const Exposure = z.object({
  connectorId: Id,
  connectorName: z.string(),
  /** As `auth.access_token`. */
  path: z.string(),
  /** Who could read it. */
  by: z.array(z.string()),
})

export type Exposure = z.infer<typeof Exposure>

const Interval = z.object({ minutes: z.literal(SYNC_MINUTES) })

const Synced = z.object({ received: z.number(), sent: z.number(), status: SharingStatus })

export const sharing = group({
  status: {
    route: 'GET /sharing',
    role: 'member',
    token: 'read',
    needs: 'database',
    allows: 'archived',
    summary: 'How a shared workspace and its git repository stand to each other; null where it is not shared',
    input: InWorkspace,
    output: SharingStatus.nullable(),
  },
  share: {
    route: 'POST /sharing',
    role: 'owner',
    needs: 'database',
    summary: 'Share a workspace through an empty git repository; secrets are in it for owners and admins alone',
    input: InWorkspace.extend({ remote: Remote }),
    output: SharingStatus,
  },
  join: {
    route: 'POST /sharing/join',
    role: 'anyone',
    needs: 'database',
    summary: 'Join a shared workspace of another computer with an invitation',
    input: z.object({
      remote: Remote,
      invitation: z.string().max(64 * 1024),
      /** Opens your own keys, or protects new ones where no keychain is usable. */
      passphrase: Passphrase.optional(),
    }),
    output: z.object({ workspaceId: Id, name: z.string(), role: MemberRole }),
  },
  joinProgress: {
    route: 'GET /sharing/join',
    role: 'anyone',
    needs: 'database',
    summary: 'How many commits of a workspace that is being joined are verified; null while none are',
    input: z.object({}),
    output: Progress.nullable(),
  },
  cancelJoin: {
    route: 'POST /sharing/join/cancel',
    role: 'anyone',
    needs: 'database',
    summary: 'End the joining of a shared workspace that is under way, and keep no part of it',
    input: z.object({}),
    output: z.object({}),
  },
  cancel: {
    route: 'POST /sharing/cancel',
    role: 'member',
    needs: 'database',
    summary: 'End the work with the repository of a workspace that is under way; changes wait here',
    input: InWorkspace,
    output: z.object({}),
  },
  sync: {
    route: 'POST /sharing/sync',
    role: 'member',
    needs: 'database',
    summary: 'Take over what others have changed, and send what waits here',
    input: InWorkspace,
    output: Synced,
  },
  interval: {
    route: 'GET /sharing/interval',
    role: 'anyone',
    needs: 'database',
    summary: 'How often a program that stays open looks for changes of others, in minutes; 0 for only when asked',
    input: z.object({}),
    output: Interval,
  },
  setInterval: {
    route: 'PUT /sharing/interval',
    role: 'founder',
    needs: 'database',
    summary: 'Set how often changes of others are looked for, in all shared workspaces',
    input: Interval,
    output: Interval,
  },
  conflicts: {
    route: 'GET /sharing/conflicts',
    role: 'member',
    token: 'read',
    needs: 'database',
    allows: 'archived',
    summary: 'The values that wait for a choice, because two people changed the same',
    input: InWorkspace,
    output: z.array(Conflict),
  },
  choose: {
    route: 'POST /sharing/conflicts',
    role: 'admin',
    needs: 'database',
    summary: 'Take the value that waits, or keep the present one',
    input: InWorkspace.extend({
      connectorId: Id,
      field: z.string().min(1).max(2000),
      memberId: Id,
      take: z.enum(['waiting', 'present']),
    }),
    output: z.object({}),
  },
  exposures: {
    route: 'GET /sharing/exposures',
    role: 'admin',
    needs: 'database',
    summary: 'The secrets that somebody who was removed could read, until each has a new value or is kept',
    input: InWorkspace,
    output: z.array(Exposure),
  },
  keepSecret: {
    route: 'POST /sharing/exposures',
    role: 'admin',
    needs: 'database',
    summary: 'Keep a secret as it is although somebody who was removed could read it',
    input: InWorkspace.extend({ connectorId: Id, path: z.string().min(1).max(500) }),
    output: z.object({}),
  },
  overwrite: {
    route: 'POST /sharing/overwrite',
    role: 'owner',
    needs: 'database',
    summary: 'Put the accepted history over one that was pushed and is not accepted',
    input: InWorkspace,
    output: Synced,
  },
  stop: {
    route: 'DELETE /sharing',
    role: 'admin',
    needs: 'database',
    allows: 'archived',
    summary: 'Stop sharing on this computer; the workspace stays here, and the repository as it is',
    input: InWorkspace,
    output: z.object({}),
  },
})
