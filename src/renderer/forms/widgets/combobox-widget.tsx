import { Combobox } from '@base-ui/react/combobox'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { isEqual } from '../../../shared/json.ts'
import type { EnumOption } from '../form-node.ts'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

/** One of many values, found by typing. */
export function ComboboxWidget(input: WidgetInput) {
  const { id, value, meta, required, onChange } = input
  const isEmpty = value === undefined || value === null
  const chosen: EnumOption | null = isEmpty
    ? null
    : (meta.enumOptions.find((option) => isEqual(option.value, value)) ?? { key: '', value, label: shownText(value) })
  return (
    <Combobox.Root
      disabled={input.disabled}
      id={id}
      items={meta.enumOptions}
      value={chosen}
      itemToStringLabel={labelOf}
      isItemEqualToValue={isSame}
      onValueChange={(option: EnumOption | null) => {
        if (option !== null || !required) onChange(option?.value)
      }}
    >
      {/* Base UI keeps the value in a hidden input of this id as well. */}
      <label className="form-unseen" htmlFor={`${id}-hidden-input`} aria-hidden>
        {meta.label}
      </label>
      <div className="form-combobox">
        <Combobox.Input
          {...controlAttributes(input)}
          className="form-control"
          placeholder={meta.placeholder || 'Type to search'}
          spellCheck={false}
        />
        <Combobox.Trigger className="form-combobox-trigger" aria-label={`Show all: ${meta.label}`} tabIndex={-1}>
          <IconSelector size={15} aria-hidden />
        </Combobox.Trigger>
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className="form-combobox-positioner" sideOffset={4}>
          <Combobox.Popup className="form-combobox-popup">
            <Combobox.Empty className="form-combobox-empty">Nothing matches</Combobox.Empty>
            <Combobox.List className="form-combobox-list" aria-label={meta.label}>
              {(option: EnumOption) => (
                <Combobox.Item key={option.key} value={option} className="form-combobox-item">
                  {option.label}
                  <Combobox.ItemIndicator>
                    <IconCheck size={15} aria-hidden />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

const labelOf = (option: EnumOption) => option.label
const isSame = (a: EnumOption, b: EnumOption) => isEqual(a.value, b.value)
