import { Select } from '../../ui/fields/select.tsx'
import { isEqual } from '../../../shared/json.ts'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'
import { formsText } from '../../text/en/forms.ts'

/** A choice of one of a few values. A stored value that is no longer available is marked and kept until another is chosen. */
export function SelectWidget(input: WidgetInput) {
  const { value, meta, required, onChange } = input
  const options = meta.enumOptions
  const index = options.findIndex((option) => isEqual(option.value, value))
  const isEmpty = value === undefined || value === null
  return (
    <Select
      {...controlAttributes(input)}
      value={index}
      onChange={(event) => onChange(options[Number(event.target.value)]?.value)}
    >
      {index < 0 && !isEmpty && <option value={-1}>{formsText.notAvailable(shownText(value))}</option>}
      {(!required || isEmpty) && (
        <option value={isEmpty ? -1 : -2}>{required ? formsText.choose : formsText.none}</option>
      )}
      {options.map((option, at) => (
        <option key={option.key} value={at}>
          {option.label}
        </option>
      ))}
    </Select>
  )
}
