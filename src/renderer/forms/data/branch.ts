import { isBlank } from '../../../shared/branches.ts'
import { isValid } from '../../../shared/conditions.ts'
import { isObject } from '../../../shared/json.ts'
import { metaOf, type FormNode, type Meta } from '../schema/form-node.ts'
import { isTypedSecret, plainMembers } from './typed-secret.ts'
import { asTyped } from './unread.ts'

type Ways = Pick<Meta, 'branches' | 'choice'>

function plain(data: unknown): unknown {
  const value = asTyped(isTypedSecret(data) ? data.value : data)
  return value === data && isObject(data) ? plainMembers(data) : value
}

/** The index of the branch that the data belongs to; -1 when the data does not decide it. */
export function branchOf({ branches, choice }: Ways, data: unknown, storedNames: readonly string[] = []): number {
  const value = plain(data)
  if (!choice || isBlank(value, storedNames)) return -1
  const candidates = choice.branchesFor(value, storedNames)
  // Branches that are different kinds of one plain value differ only in the values that are valid.
  const valid = isObject(value) ? undefined : candidates.find((at) => isValid(branches[at]?.node ?? {}, value))
  return valid ?? candidates[0] ?? -1
}

/**
 * The branch that a choice starts with, or -1 for none: the branch of its data, if there is one; for a stored object that
 * does not decide it, the first branch that leaves the object as it is; otherwise the first branch of a required choice.
 */
export function firstBranch(
  ways: Ways,
  data: unknown,
  { storedNames = [], isRequired, isNew }: { storedNames?: readonly string[]; isRequired: boolean; isNew: boolean },
): number {
  if (!isBlank(plain(data), storedNames)) return branchOf(ways, data, storedNames)
  if (!isRequired && !isObject(data)) return -1
  if (isNew) return 0
  const empty = ways.branches.findIndex(({ node }) => canBeEmpty(node))
  return isObject(data) ? empty : Math.max(0, empty)
}

/** Whether a branch asks for nothing and sets nothing. */
const canBeEmpty = (node: FormNode) =>
  metaOf(node).kind === 'group' &&
  (node.required ?? []).length === 0 &&
  Object.values(node.properties ?? {}).every((property) => metaOf(property).kind !== 'constant')
