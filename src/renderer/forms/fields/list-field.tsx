import { toFieldPathId, type FieldProps } from '../rjsf.ts'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { BranchMemoryContext } from '../branch-memory.ts'
import { startData } from '../data.ts'
import { errorsAt } from '../errors.ts'
import { useFormActions } from '../form-context.ts'
import { NodeField } from './schema-field.tsx'
import { metaOf, type FormNode } from '../form-node.ts'
import { describedBy, fieldId } from '../field-ids.ts'
import { giveUpItems } from '../secrets.ts'
import { Errors, Hint } from '../templates/messages.tsx'

const FIRST_CONTROL = 'input:not([type=file]), select, textarea'
const ADD = ':scope > .form-button'
const BARE_ITEM = { 'ui:label': false }

/** A list whose items are added, removed and moved. Keys follow the items, so that each keeps what it holds on screen. */
export function ListField(props: FieldProps) {
  const { schema, fieldPathId, errorSchema, rawErrors: messages, required, registry, onChange } = props
  const { formId, updateSecrets } = useFormActions()
  const meta = metaOf(schema)
  const isOff = props.disabled === true
  const { path } = fieldPathId
  const id = fieldId(formId, path)
  const itemNode = schema.items as FormNode
  const items: unknown[] = Array.isArray(props.formData) ? props.formData : []
  // Items have no identity of their own; these keys follow them.
  const [keys, setKeys] = useState(() => [...items.keys()])
  const isInvalid = (messages?.length ?? 0) > 0
  const word = metaOf(itemNode).label || 'Item'

  const list = useRef<HTMLFieldSetElement>(null)
  /** The item that takes the focus once it is there; -1 for the button that adds. */
  const next = useRef<number | null>(null)
  useEffect(() => {
    const at = next.current
    next.current = null
    if (at === null) return
    const item = at < 0 ? null : list.current?.querySelectorAll(':scope > .form-item')[at]
    const control = item?.querySelector<HTMLElement>(FIRST_CONTROL) ?? list.current?.querySelector<HTMLElement>(ADD)
    control?.focus()
  })

  const reorder = (order: number[], isAffected: (index: number) => boolean) => {
    setKeys(order.map((from) => keys[from] ?? from))
    updateSecrets((decisions) => giveUpItems(decisions, path, isAffected))
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
    <fieldset ref={list} className="form-group" aria-describedby={describedBy(id, meta, isInvalid)}>
      <legend className="form-legend">
        {meta.label}
        {!required && <span className="form-optional">optional</span>}
      </legend>
      <Hint id={id} meta={meta} />
      <Errors id={id} messages={messages} />
      {items.map((item, at) => (
        <fieldset className="form-item" key={keys[at]} aria-label={`${word} ${at + 1}`}>
          <div className="form-item-bar">
            <span className="form-item-title">
              {word} {at + 1}
            </span>
            <ItemButton label={`Move ${word} ${at + 1} up`} isOff={isOff || at === 0} onClick={() => move(at, -1)}>
              <IconArrowUp size={15} aria-hidden />
            </ItemButton>
            <ItemButton
              label={`Move ${word} ${at + 1} down`}
              isOff={isOff || at === items.length - 1}
              onClick={() => move(at, 1)}
            >
              <IconArrowDown size={15} aria-hidden />
            </ItemButton>
            <ItemButton label={`Remove ${word} ${at + 1}`} isOff={isOff} onClick={() => remove(at)}>
              <IconTrash size={15} aria-hidden />
            </ItemButton>
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
      <button
        type="button"
        id={id}
        className="form-button"
        disabled={isOff || (typeof schema.maxItems === 'number' && items.length >= schema.maxItems)}
        onClick={add}
      >
        <IconPlus size={15} aria-hidden /> Add {word.toLowerCase() === 'item' ? 'item' : word}
      </button>
    </fieldset>
  )
}

function ItemButton(props: { label: string; isOff: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="form-icon-button"
      aria-label={props.label}
      title={props.label}
      disabled={props.isOff}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  )
}
