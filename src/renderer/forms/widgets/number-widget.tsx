import { Input } from '../../ui/fields/input.tsx'
import { useNumberText } from './number-text.ts'
import { controlAttributes, type WidgetInput } from './widget.ts'

/** A text input for a number, because in a number input the wheel or a half-typed exponent changes the value. */
export function NumberWidget(input: WidgetInput) {
  const { meta, schema } = input
  const { shown, put } = useNumberText(input)
  return (
    <Input
      {...controlAttributes(input)}
      className="max-w-60 tabular-nums"
      type="text"
      inputMode={schema['type'] === 'integer' ? 'numeric' : 'decimal'}
      placeholder={meta.placeholder}
      value={shown}
      onChange={(event) => put(event.target.value)}
    />
  )
}
