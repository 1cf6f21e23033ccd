import type { FieldChange } from '../../../../contract/groups/activity.ts'
import type { CodePlan, CodePlanItem } from '../../../../contract/groups/files/workspace-code.ts'
import { isChange } from '../../../../shared/text/code-files.ts'

const SIGNS = { create: '+', update: '~', delete: '-' } as const
const HIDDEN: Record<NonNullable<FieldChange['hidden']>, string> = {
  secret_set: 'set',
  secret_cleared: 'cleared',
  secret_moved: 'moved',
  may_be_secret: 'changes, not shown as it may be a secret',
  long: 'changes, too long to show',
}

/** A plan as people read it, before it is applied or once it is. */
export function planLines({ items, unchanged }: CodePlan, when: 'plan' | 'done'): string {
  const lines = items.flatMap(linesOf)
  const of = (kind: CodePlanItem['kind']) => items.filter((item) => item.kind === kind && isChange(item)).length
  const [created, changed, deleted] = [of('create'), of('update'), of('delete')]
  const counts = `${created} to create, ${changed} to change, ${deleted} to delete, ${unchanged} as they are.`
  const done = `${created} created, ${changed} changed, ${deleted} deleted, ${unchanged} as they were.`
  return [...lines, when === 'plan' ? counts : done].join('\n')
}

function linesOf(item: CodePlanItem): string[] {
  const { kind, name, catalogKey, file, matches, fields, status, missingSecrets } = item
  const where = file === null ? '' : ` (${file}${matches === 'name' ? ', by its name' : ''})`
  return [
    `${isChange(item) ? SIGNS[kind] : ' '} ${name}, ${catalogKey}${where}`,
    ...fields.map((field) => `    ${field.path}: ${changeOf(field)}`),
    ...(status === null ? [] : [`    status: ${status.from === null ? '' : `${status.from} -> `}${status.to}`]),
    ...(missingSecrets.length === 0
      ? []
      : [`    without ${missingSecrets.join(', ')}, so it ${kind === 'create' ? 'stays inactive' : 'cannot work'}`]),
  ]
}

function changeOf({ from, to, hidden }: FieldChange): string {
  if (hidden !== undefined) return HIDDEN[hidden]
  if (from === undefined) return JSON.stringify(to)
  return `${JSON.stringify(from)} -> ${to === undefined ? 'nothing' : JSON.stringify(to)}`
}
