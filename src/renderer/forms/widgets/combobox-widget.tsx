import { Combobox } from '@base-ui/react/combobox'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/fields/input.tsx'
import { isEqual } from '../../../shared/json.ts'
import type { EnumOption } from '../schema/form-node.ts'
import { ValueWords } from './value-words.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'
import { formsText } from '../../text/forms.ts'

/** A choice of one of many values with a search. */
export function ComboboxWidget(input: WidgetInput) {
  const { id, value, meta, required, onChange } = input
  const isEmpty = value === undefined || value === null
  const known = meta.enumOptions.find((option) => isEqual(option.value, value))
  const chosen: EnumOption | null =
    known ?? (isEmpty ? null : { key: '', value, label: shownText(value), description: '' })
  return (
    <Combobox.Root
      disabled={input.disabled}
      id={id}
      items={meta.enumOptions}
      value={chosen}
      itemToStringLabel={labelOf}
      isItemEqualToValue={isSame}
      onValueChange={(option: EnumOption | null) => {
        if (option !== null || !required || meta.isNullable) onChange(option?.value)
      }}
    >
      {/* Base UI keeps the value in a hidden input of this id as well. */}
      <label className="sr-only" htmlFor={`${id}-hidden-input`} aria-hidden>
        {meta.label}
      </label>
      <div className="relative">
        <Combobox.Input
          {...controlAttributes(input)}
          render={<Input className="pe-10" />}
          placeholder={meta.placeholder || formsText.search}
          spellCheck={false}
        />
        <Combobox.Trigger
          className="absolute top-1 end-1"
          render={
            <Button
              variant="quiet"
              size="s"
              icon={<IconSelector size={16} aria-hidden />}
              aria-label={formsText.showAll(meta.label)}
              tabIndex={-1}
            />
          }
        />
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className="z-50 outline-none" sideOffset={6} collisionPadding={8}>
          <Combobox.Popup className="max-h-[min(18rem,var(--available-height))] w-(--anchor-width) overflow-auto rounded-card border border-line bg-surface-raised p-1 text-sm shadow-overlay">
            <Combobox.Empty className="px-2 py-1.5 text-text-muted empty:hidden">{formsText.noMatch}</Combobox.Empty>
            <Combobox.List aria-label={meta.label}>
              {(option: EnumOption) => (
                <Combobox.Item
                  key={option.key}
                  value={option}
                  className="flex min-h-8 items-center justify-between gap-2 rounded-control px-2 outline-none select-none data-highlighted:bg-accent-soft"
                >
                  {option.label}
                  <Combobox.ItemIndicator>
                    <IconCheck size={16} aria-hidden className="text-accent" />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
      <ValueWords option={chosen} />
    </Combobox.Root>
  )
}

const labelOf = (option: EnumOption) => option.label
const isSame = (a: EnumOption, b: EnumOption) => isEqual(a.value, b.value)
