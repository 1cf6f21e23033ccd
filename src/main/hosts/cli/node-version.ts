import { appError } from '../../../contract/errors.ts'

const OLDEST = 22

/** Throws `unavailable` on a Node on which the database's native part would end the process without a word. */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST) return
  throw appError('old_node', { oldest: OLDEST, version })
}
