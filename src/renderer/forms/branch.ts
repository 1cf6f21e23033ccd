import type { Branch, FormNode } from './form-node.ts'
import { metaOf } from './form-node.ts'
import { isObject, own } from '../../shared/json.ts'
import { isTypedSecret } from './typed-secret.ts'
import { validator } from './validator.ts'

const plain = (value: unknown) => (isTypedSecret(value) ? value.value : value)

/**
 * The branch that data belongs to, or -1. Fixed values decide; without them the branch that knows most of the names
 * in the data and of the stored secrets, and among equals the first that the data is valid against.
 */
export function branchOf(branches: Branch[], data: unknown, storedNames: readonly string[] = []): number {
  const byConstant = branches.findIndex(({ node }) => matchesConstants(node, data))
  if (byConstant >= 0) return byConstant
  const names = [...(isObject(data) ? Object.keys(data) : []), ...storedNames]
  if (names.length === 0 && (data === undefined || data === null || isObject(data))) return -1
  const scores = branches.map(({ node }) => score(node, data, names))
  const best = Math.max(...scores)
  const candidates = [...branches.keys()].filter((at) => scores[at] === best)
  const valid = candidates.find((at) => isValidBranch(branches[at]?.node, data))
  return valid ?? candidates[0] ?? -1
}

/**
 * The branch that a choice begins with, or -1 for none: that of its data; for an object that says nothing, in what is
 * stored, the first branch that asks for nothing; else a required choice has its first.
 */
export function firstBranch(
  branches: Branch[],
  data: unknown,
  { storedNames = [], isRequired, isNew }: { storedNames?: readonly string[]; isRequired: boolean; isNew: boolean },
): number {
  const found = branchOf(branches, data, storedNames)
  if (found >= 0 || !(isRequired || isObject(data))) return found
  return isNew
    ? 0
    : Math.max(
        0,
        branches.findIndex(({ node }) => asksForNothing(node)),
      )
}

const asksForNothing = (node: FormNode) => metaOf(node).kind === 'group' && (node.required ?? []).length === 0

function matchesConstants(node: FormNode, data: unknown): boolean {
  if (metaOf(node).kind === 'constant') return data !== undefined && plain(data) === node['const']
  const fixed = Object.entries(node.properties ?? {}).filter(([, property]) => metaOf(property).kind === 'constant')
  const values = fixed.map(([name, property]) => [plain(own(data, name)), property['const']] as const)
  return (
    values.some(([value]) => value !== undefined) &&
    values.every(([value, constant]) => value === undefined || value === constant)
  )
}

function score(node: FormNode, data: unknown, names: string[]): number {
  if (!isObject(data) && data !== undefined)
    return typeOfValue(data) === (node['type'] === 'integer' ? 'number' : node['type']) ? 1 : 0
  const known = node.properties ?? {}
  return names.reduce((sum, name) => sum + (Object.hasOwn(known, name) ? 1 : -1), 0)
}

const typeOfValue = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value)

function isValidBranch(node: FormNode | undefined, data: unknown): boolean {
  if (!node) return false
  // Secrets are not in the data, so that what they require says nothing about the branch.
  const { required: _, ...schema } = node
  return validator.isValid(schema, data)
}
