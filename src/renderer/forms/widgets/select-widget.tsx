import { text } from '../../text/text.ts'
import { Select } from '../../ui/fields/select.tsx'
import { isEqual } from '../../../shared/json.ts'
import { ValueWords } from './value-words.tsx'
import { formsText } from '../../text/forms.ts'
import { controlAttributes, listsNull, shownText, type WidgetInput } from './widget.ts'

/** A choice of one of a few values. A stored value that is no longer available is marked and kept until another is chosen. */
export function SelectWidget(input: WidgetInput) {
  const { value, meta, required, onChange } = input
  const options = meta.enumOptions
  const chosen = options.findIndex((option) => isEqual(option.value, value))
  const isEmpty = chosen < 0 && (value === undefined || value === null)
  return (
    <>
      <Select
        {...controlAttributes(input)}
        value={chosen}
        onChange={(event) => onChange(options[Number(event.target.value)]?.value)}
      >
        {chosen < 0 && !isEmpty && <option value={-1}>{formsText.notAvailable(shownText(value))}</option>}
        {(!required || isEmpty || (meta.isNullable && !listsNull(meta))) && (
          <option value={isEmpty ? -1 : -2}>{required ? blankWord(input) : formsText.none}</option>
        )}
        {options.map((option, at) => (
          <option key={option.key} value={at}>
            {option.label}
          </option>
        ))}
      </Select>
      <ValueWords option={options[chosen]} />
    </>
  )
}

/** A required field that may be null has no other way to say so. */
const blankWord = ({ meta, value }: WidgetInput) =>
  meta.isNullable && value !== undefined ? text.values.isNull : formsText.choose
