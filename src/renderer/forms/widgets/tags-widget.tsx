import { Tags } from '../../ui/fields/tags.tsx'
import { JsonWidget } from './json-widget.tsx'
import { controlAttributes, type WidgetInput } from './widget.ts'
import { formsText } from '../../text/forms.ts'

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** A list of short texts. */
export function TagsWidget(input: WidgetInput) {
  const { value, meta, schema, required, onChange } = input
  if (value !== undefined && value !== null && !isTexts(value)) return <JsonWidget {...input} />
  return (
    <Tags
      {...controlAttributes(input)}
      tags={value ?? []}
      placeholder={meta.placeholder || formsText.addTag}
      removeLabel={formsText.remove}
      onChange={(next) => {
        const tags = schema['uniqueItems'] === true ? [...new Set(next)] : next
        onChange(tags.length === 0 && !required ? undefined : tags)
      }}
    />
  )
}
