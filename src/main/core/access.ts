import type { ConfirmPerson, Context } from './context.ts'
import type { Identity } from './ports.ts'
import type { Passphrase } from '../../contract/passphrase.ts'
import type { MemberRole } from '../../contract/groups/workspaces.ts'

/** What somebody is in a workspace. One in the archive can only be read; one in the trash is not there for most calls. */
export interface Membership {
  role: MemberRole
  place: 'use' | 'archive' | 'trash'
}

/** Answers who asks, and what they may do. */
export interface Access {
  /** The person who works under an account; the account itself where persons are not known. */
  personOf(account: Identity): Identity
  /** The role of a person in a workspace and where that is, null for no member or no such workspace. */
  membership(workspaceId: string, personId: string): Membership | null
  /** The name of a workspace that is marked as production; null for any other. */
  productionName(workspaceId: string): string | null
  /** The highest role of a person in any workspace, null for none. */
  highestRole(personId: string): MemberRole | null
  /** Whether this person created the data directory. */
  isFounder(personId: string): boolean
  /** Whether nobody has a role anywhere, as long as there is no workspace. */
  isUnclaimed(): boolean
}

/** What a caller gives to prove again who they are. */
interface ProofInput {
  workspaceIds?: string[]
  proof?: Record<string, Passphrase>
}

/**
 * Throws `invalid` with the reason `proof_needed` and what is missing or wrong, and `forbidden` where the person did not
 * confirm. `confirmPerson` is the prompt of the system, where there is one.
 */
export type AssertProof = (
  context: Pick<Context, 'actor'>,
  input: ProofInput,
  confirmPerson: ConfirmPerson | undefined,
) => Promise<void>
