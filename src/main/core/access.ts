import type { MemberRole } from '../../contract/groups/workspaces.ts'

/** Answers what an account may do. */
export interface Access {
  /** The role of an account in a workspace, null for no member or no such workspace. */
  roleIn(workspaceId: string, accountId: string): MemberRole | null
  /** The highest role of an account in any workspace, null for none. */
  highestRole(accountId: string): MemberRole | null
  /** Whether nobody has a role anywhere, as long as there is no workspace. */
  isUnclaimed(): boolean
}
