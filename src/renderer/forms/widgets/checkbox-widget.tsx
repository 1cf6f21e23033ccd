import { Checkbox } from '../../ui/input.tsx'
import { controlAttributes, type WidgetInput } from './widget.ts'

/** Yes or no. */
export function CheckboxWidget(input: WidgetInput) {
  return (
    <Checkbox
      {...controlAttributes(input)}
      aria-required={undefined}
      className="mt-0.5"
      checked={input.value === true}
      onChange={(event) => input.onChange(event.target.checked)}
    />
  )
}
