import { Textarea } from '../../ui/input.tsx'
import { LoadFile } from './load-file.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

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
