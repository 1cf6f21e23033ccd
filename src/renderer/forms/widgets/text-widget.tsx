import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

/** One line of text, with the keyboard and checks that e-mail addresses and links get from the browser. */
export function TextWidget(input: WidgetInput) {
  const { meta, value, onChange } = input
  return (
    <input
      {...controlAttributes(input)}
      className="form-control"
      type={meta.widget === 'email' || meta.widget === 'url' ? meta.widget : 'text'}
      autoComplete="off"
      spellCheck={meta.widget === 'text' ? undefined : false}
      placeholder={meta.placeholder}
      value={shownText(value)}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  )
}
