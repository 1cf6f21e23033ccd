import { createHash } from 'node:crypto'
import * as z from 'zod'
import { MEMBERS, SIGNERS, toJsonFile } from './layout.ts'
import { toSshKey } from './signature.ts'

const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** Somebody of a shared workspace. Nobody leaves the list, so old signatures keep a name. */
const SharedMember = z
  .strictObject({
    id: z.string(),
    name: z.string().min(1).max(255),
    role: z.enum(['owner', 'admin', 'member', 'removed']),
    x25519: PublicKey,
    ed25519: PublicKey,
    /** When they were removed, by the clock of the one who did it: for stock git, which has nothing better. */
    removedAt: z.string().max(30).optional(),
  })
  .refine(({ id, ed25519 }) => id === memberIdOf(ed25519))
  .refine(({ role, removedAt }) => (role === 'removed') === (removedAt !== undefined))

export type SharedMember = z.infer<typeof SharedMember>
export type SharedRole = SharedMember['role']

export const MembersFile = z.strictObject({ members: z.array(SharedMember).min(1).max(1000) })

/** A data key as the repository has it: wrapped for everybody who holds it. */
export const KeyFile = z.strictObject({
  version: z.number().int().min(1),
  keyId: z.string().min(1).max(100),
  check: z.string().max(2000),
  /** By member: what their own key opens. */
  wraps: z.record(
    z.string().max(64),
    z.strictObject({ to: PublicKey, from: PublicKey, wrapped: z.string().max(1000) }),
  ),
  /** The key before, sealed under this one, so who holds this one can read what is older. */
  previous: z.string().max(2000).optional(),
})

export type KeyFile = z.infer<typeof KeyFile>

export const WorkspaceFile = z.object({ format: z.number(), workspace: z.string().min(1).max(100), name: z.string() })
export const FORMAT = 1

/** Who somebody is in every copy of a workspace: the start of the SHA-256 of the key that they sign with, in hex. */
export const memberIdOf = (ed25519: string): string =>
  createHash('sha256').update(Buffer.from(ed25519, 'base64url')).digest('hex').slice(0, 32)

export const holdsKey = ({ role }: { role: SharedRole }): boolean => role === 'owner' || role === 'admin'

/** For `gpg.ssh.allowedSignersFile`; it follows from the members, so it cannot say anything else. */
export const signersOf = (members: readonly SharedMember[]): string =>
  members
    .map(({ id, ed25519, removedAt }) => {
      const until = removedAt === undefined ? '' : `,valid-before="${removedAt.replaceAll(/[-:TZ]|\.\d+/g, '')}"`
      return `${id}@patchbay namespaces="git"${until} ${toSshKey(ed25519)}\n`
    })
    .join('')

/** The files that say who is in a workspace. */
export const memberFiles = (members: readonly SharedMember[]): [path: string, text: string][] => [
  [MEMBERS, toJsonFile({ members })],
  [SIGNERS, signersOf(members)],
]
