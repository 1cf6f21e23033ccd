import type { Context } from './context.ts'
import type { MemberRole } from '../../contract/groups/workspaces.ts'

/** Answers what an account may do. */
export interface Access {
  /** The role of an account in a workspace, null for no member or no such workspace. */
  roleIn(workspaceId: string, accountId: string): MemberRole | null
  /** The highest role of an account in any workspace, null for none. */
  highestRole(accountId: string): MemberRole | null
  /** Whether this account created the data directory. */
  isFounder(accountId: string): boolean
  /** Whether nobody has a role anywhere, as long as there is no workspace. */
  isUnclaimed(): boolean
}

/** What a caller gives to prove again who they are. */
interface ProofInput {
  workspaceIds?: string[]
  proof?: Record<string, string>
}

/**
 * Throws `invalid` with the reason `proof_needed` and what is missing or wrong, and `forbidden` where the person did not
 * confirm. `confirmPerson` is the prompt of the system, where there is one.
 */
export type AssertProof = (
  context: Pick<Context, 'actor'>,
  input: ProofInput,
  confirmPerson: (() => Promise<boolean>) | undefined,
) => Promise<void>
