import type { FieldProps } from '../rjsf.ts'
import { useState } from 'react'
import { BranchMemoryContext, memoriesIn, useBranchMemory } from '../data/branch-memory.ts'
import { firstBranch } from '../data/branch.ts'
import { ChoiceCards, ChoiceSelect, MAX_CARDS } from './choice-control.tsx'
import { startData } from '../data/data.ts'
import { errorsOfWhole, NO_ERRORS, withMessages } from '../data/errors.ts'
import { useFormActions, useSecrets } from '../data/form-context.ts'
import { NodeField } from './schema-field.tsx'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { isObject, own } from '../../../shared/json.ts'
import { fieldId } from '../templates/field-ids.ts'
import { leaveBranch, storedNamesBelow } from '../data/secrets.ts'
import { GroupFrame, NESTED_CLASS } from '../templates/group-frame.tsx'
import { formsText } from '../../text/forms.ts'

const BARE = { 'ui:label': false }

/**
 * One of several branches. The input of other branches is kept here; the form's data holds only the selected
 * branch, so the input of the others is never sent.
 */
export function ChoiceField(props: FieldProps) {
  const { schema, fieldPathId, formData, errorSchema, rawErrors, required, onChange } = props
  const { formId, isNew, updateSecrets, storedBranch, chosenBranch, noteBranch } = useFormActions()
  const decisions = useSecrets()
  const meta = metaOf(schema)
  const { branches, shared } = meta
  const { path } = fieldPathId
  const [selected, setSelected] = useState(() => {
    const storedNames = storedNamesBelow(decisions, path)
    // A choice without data has no branch until one is chosen.
    const isRequired = required === true && formData !== undefined
    return chosenBranch(path) ?? firstBranch(meta, formData, { storedNames, isRequired, isNew })
  })
  const memory = useBranchMemory(path)
  const original = storedBranch(path, selected)

  const select = (next: number) => {
    if (next === selected) return
    memory.left.set(selected, formData)
    const node = branches[next]?.node
    const fresh = node && startData(node, undefined, { isNew: true })
    const nextData = memory.left.has(next) ? memory.left.get(next) : fresh
    setSelected(next)
    noteBranch(path, next)
    updateSecrets((current) => leaveBranch(current, path, next !== original, shared))
    onChange(
      next < 0
        ? undefined
        : withShared(
            nextData,
            formData,
            shared.filter((name) => !isFixedIn(node, name)),
          ),
      path,
    )
  }

  // A branch that is a plain value has the field's own id.
  const id = `${fieldId(formId, path)}-choice`
  const branch = branches[selected]
  // A branch that is not a group shows the errors of the value itself.
  const isOwnError = !branch || metaOf(branch.node).kind === 'group' || !hasFields(branch.node)
  const messages = branch
    ? isOwnError
      ? rawErrors
      : undefined
    : errorsOfWhole(withMessages(errorSchema, rawErrors)).__errors
  const Control = branches.length <= MAX_CARDS ? ChoiceCards : ChoiceSelect
  const label = meta.label || formsText.options
  return (
    <GroupFrame
      id={`${id}-group`}
      meta={meta}
      label={label}
      required={required}
      messages={messages}
      control={
        <Control
          id={id}
          label={label}
          branches={branches}
          selected={selected}
          isOptional={!required}
          disabled={props.disabled === true}
          onSelect={select}
        />
      }
    >
      {branch && hasFields(branch.node) && (
        <div role="group" className={`${NESTED_CLASS} mt-2`} aria-label={branch.label}>
          <BranchMemoryContext value={memoriesIn(memory, selected)}>
            <NodeField
              {...props}
              key={selected}
              schema={branch.node}
              uiSchema={BARE}
              errorSchema={isOwnError ? (errorSchema ?? NO_ERRORS) : withMessages(errorSchema, rawErrors)}
              required
            />
          </BranchMemoryContext>
        </div>
      )}
    </GroupFrame>
  )
}

const withShared = (data: unknown, from: unknown, shared: string[]): unknown => {
  if (!isObject(data) || shared.length === 0) return data
  const carried = shared.filter((name) => own(from, name) !== undefined).map((name) => [name, own(from, name)])
  return { ...data, ...Object.fromEntries(carried) }
}

const isFixedIn = (node: FormNode | undefined, name: string): boolean => {
  const property = node?.properties?.[name]
  return property !== undefined && metaOf(property).kind === 'constant'
}

/** Whether a branch has fields besides the one that names it. */
function hasFields(node: FieldProps['schema']): boolean {
  const { kind } = metaOf(node)
  if (kind === 'constant') return false
  return kind !== 'group' || Object.values(node.properties ?? {}).some((property) => !metaOf(property).isHidden)
}
