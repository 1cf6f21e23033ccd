import { toFieldPathId, type FieldProps } from '../rjsf.ts'
import { type Icon, IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { BranchMemoryContext } from '../data/branch-memory.ts'
import { startData } from '../data/data.ts'
import { errorsAt } from '../data/errors.ts'
import { useFormActions } from '../data/form-context.ts'
import { NodeField } from './schema-field.tsx'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { fieldId } from '../templates/field-ids.ts'
import { dropItems } from '../data/secrets.ts'
import { GroupFrame } from '../templates/group-frame.tsx'
import { AddButton } from './add-button.tsx'
import { formsText } from '../../text/forms.ts'

const FIRST_CONTROL = 'input:not([type=file]), select, textarea'
const BARE_ITEM = { 'ui:label': false }

/** A list whose items are added, removed and moved. Keys follow the items, so each item keeps its state. */
export function ListField(props: FieldProps) {
  const { schema, fieldPathId, errorSchema, rawErrors: messages, required, registry, onChange } = props
  const { formId, updateSecrets } = useFormActions()
  const meta = metaOf(schema)
  const isOff = props.disabled === true
  const { path } = fieldPathId
  const id = fieldId(formId, path)
  const itemNode = schema.items as FormNode
  const items: unknown[] = Array.isArray(props.formData) ? props.formData : []
  // Items have no identity, so these keys move with them.
  const [keys, setKeys] = useState(() => [...items.keys()])
  const word = metaOf(itemNode).label || formsText.list.item

  const list = useRef<HTMLDivElement>(null)
  /** The item to focus after the next render; -1 for the Add button. */
  const next = useRef<number | null>(null)
  useEffect(() => {
    const at = next.current
    next.current = null
    if (at === null) return
    const control = list.current?.children[at]?.querySelector<HTMLElement>(FIRST_CONTROL)
    const target = control ?? document.getElementById(id)
    target?.focus()
  })

  const reorder = (order: number[], isAffected: (index: number) => boolean) => {
    setKeys(order.map((from) => keys[from] ?? from))
    updateSecrets((decisions) => dropItems(decisions, path, isAffected))
    onChange(order.length === 0 && !required ? undefined : order.map((from) => items[from]), path)
  }
  const add = () => {
    next.current = items.length
    setKeys([...keys, Math.max(-1, ...keys) + 1])
    onChange([...items, startData(itemNode, undefined, { isNew: true })], path)
  }
  const remove = (index: number) => {
    next.current = -1
    reorder(
      [...items.keys()].filter((at) => at !== index),
      (at) => at >= index,
    )
  }
  const move = (index: number, by: number) => {
    next.current = index + by
    const order = [...items.keys()]
    order.splice(index + by, 0, ...order.splice(index, 1))
    reorder(order, (at) => at === index || at === index + by)
  }

  return (
    <GroupFrame id={`${id}-group`} meta={meta} required={required} messages={messages}>
      <div ref={list} className="flex flex-col gap-2 empty:hidden">
        {items.map((item, at) => (
          <fieldset
            key={keys[at]}
            className="min-w-0 rounded-card border border-line px-3 pt-1 pb-3"
            aria-label={`${word} ${at + 1}`}
          >
            <div className="-me-2 mb-1 flex items-center">
              <span className="min-w-0 flex-1 text-xs font-semibold wrap-anywhere text-text-muted">
                {word} {at + 1}
              </span>
              <ItemButton
                icon={IconArrowUp}
                label={formsText.list.moveUp(`${word} ${at + 1}`)}
                isOff={isOff || at === 0}
                onClick={() => move(at, -1)}
              />
              <ItemButton
                icon={IconArrowDown}
                label={formsText.list.moveDown(`${word} ${at + 1}`)}
                isOff={isOff || at === items.length - 1}
                onClick={() => move(at, 1)}
              />
              <ItemButton
                icon={IconTrash}
                label={formsText.remove(`${word} ${at + 1}`)}
                isOff={isOff}
                onClick={() => remove(at)}
              />
            </div>
            <BranchMemoryContext value={null}>
              <NodeField
                {...props}
                name={`${word} ${at + 1}`}
                schema={itemNode}
                uiSchema={BARE_ITEM}
                fieldPathId={toFieldPathId(at, registry.globalFormOptions, path)}
                formData={item}
                errorSchema={errorsAt(errorSchema, at)}
                required
              />
            </BranchMemoryContext>
          </fieldset>
        ))}
      </div>
      <AddButton
        id={id}
        isOff={isOff || (typeof schema.maxItems === 'number' && items.length >= schema.maxItems)}
        onClick={add}
        what={word === formsText.list.item ? formsText.list.itemInSentence : word}
      />
    </GroupFrame>
  )
}

interface ItemButtonProps {
  icon: Icon
  label: string
  isOff: boolean
  onClick: () => void
}

const ItemButton = ({ icon: Sign, label, isOff, onClick }: ItemButtonProps) => (
  <Button
    variant="quiet"
    size="s"
    icon={<Sign size={16} aria-hidden />}
    aria-label={label}
    title={label}
    disabled={isOff}
    onClick={onClick}
  />
)
