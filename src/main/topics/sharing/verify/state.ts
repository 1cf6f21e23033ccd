import type { KeyFile, SharedMember } from '../format/members.ts'

/** What was true at a commit. */
export interface State {
  head: string
  tree: string
  workspaceId: string
  name: string
  members: readonly SharedMember[]
  key: KeyFile
}

/** A file that a commit changes; null for one that is not there. */
export interface FileChange {
  path: string
  isNew: boolean
  before: string | null
  after: string | null
}
