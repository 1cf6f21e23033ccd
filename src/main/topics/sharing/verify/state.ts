import type { KeyFile, SharedMember } from '../format/members.ts'

/** What was true at a commit. */
export interface State {
  head: string
  tree: string
  workspaceId: string
  name: string
  members: readonly SharedMember[]
  key: KeyFile
  /** The last version of the key that each person held who holds none any more, by their ids. */
  formerHolders?: Readonly<Record<string, number>>
}

/** A file that a commit changes; null for one that is not there. */
export interface FileChange {
  path: string
  isNew: boolean
  before: string | null
  after: string | null
}
