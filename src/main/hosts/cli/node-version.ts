import { appError } from '../../../contract/errors.ts'
import { isOldNode, OLDEST_NODE } from '../../platform/node-age.ts'

/** Throws `unavailable` on a Node on which the database's native part would end the process without a word. */
export function requireNode(version: string): void {
  if (isOldNode(version)) throw appError('old_node', { oldest: OLDEST_NODE, version })
}
