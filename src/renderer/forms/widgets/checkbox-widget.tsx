import { controlAttributes, type WidgetInput } from './widget.ts'

/** Yes or no. */
export function CheckboxWidget(input: WidgetInput) {
  return (
    <input
      {...controlAttributes(input)}
      aria-required={undefined}
      className="form-checkbox"
      type="checkbox"
      checked={input.value === true}
      onChange={(event) => input.onChange(event.target.checked)}
    />
  )
}
