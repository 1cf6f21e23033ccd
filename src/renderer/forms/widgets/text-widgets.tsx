import { Input, Textarea } from '../../ui/fields/input.tsx'
import { LoadFile } from './load-file.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

/** A single line of text; e-mail addresses and links get the browser's keyboard and checks for them. */
export function TextWidget(input: WidgetInput) {
  const { meta, value, onChange } = input
  return (
    <Input
      {...controlAttributes(input)}
      type={meta.widget === 'email' || meta.widget === 'url' ? meta.widget : 'text'}
      spellCheck={meta.widget === 'text' ? undefined : false}
      placeholder={meta.placeholder}
      value={shownText(value)}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  )
}

/** Several lines of text, typed or loaded from a file. */
export function MultilineWidget(input: WidgetInput) {
  const { meta, value, onChange } = input
  return (
    <div>
      <Textarea
        {...controlAttributes(input)}
        placeholder={meta.placeholder}
        value={shownText(value)}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
      <LoadFile label={meta.label} disabled={input.disabled} onLoad={onChange} />
    </div>
  )
}
