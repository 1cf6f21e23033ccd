import { isBlank } from '../../../shared/branches.ts'
import { isValid } from '../../../shared/conditions.ts'
import { isObject } from '../../../shared/json.ts'
import { metaOf, type FormNode, type Meta } from '../schema/form-node.ts'
import { isTypedSecret, plainMembers } from './typed-secret.ts'

type Ways = Pick<Meta, 'branches' | 'choice'>

const plain = (data: unknown) => (isTypedSecret(data) ? data.value : isObject(data) ? plainMembers(data) : data)

/** The branch that data belongs to, or -1 where it says nothing or fits none. */
export function branchOf({ branches, choice }: Ways, data: unknown, storedNames: readonly string[] = []): number {
  const value = plain(data)
  if (!choice || isBlank(value, storedNames)) return -1
  const meant = choice.branchesFor(value, storedNames)
  // Several kinds of one plain value are told apart by what is valid.
  const valid = isObject(value) ? undefined : meant.find((at) => isValid(branches[at]?.node ?? {}, value))
  return valid ?? meant[0] ?? -1
}

/**
 * The branch that a choice begins with, or -1 for none: that of its data, if it fits one; for an object that says
 * nothing, in what is stored, the first branch that asks for nothing; else a required choice has its first.
 */
export function firstBranch(
  ways: Ways,
  data: unknown,
  { storedNames = [], isRequired, isNew }: { storedNames?: readonly string[]; isRequired: boolean; isNew: boolean },
): number {
  if (!isBlank(plain(data), storedNames)) return branchOf(ways, data, storedNames)
  if (!isRequired && !isObject(data)) return -1
  return isNew
    ? 0
    : Math.max(
        0,
        ways.branches.findIndex(({ node }) => asksForNothing(node)),
      )
}

const asksForNothing = (node: FormNode) => metaOf(node).kind === 'group' && (node.required ?? []).length === 0
