import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { LoadFile } from './load-file.tsx'
import { numberFrom } from './number-widget.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

/** One line of secret text, hidden unless asked to be seen. */
export function PasswordInput(input: WidgetInput) {
  const { meta, value, onChange } = input
  const [isSeen, setIsSeen] = useState(false)
  const put = (text: string) => onChange(meta.widget === 'number' ? numberFrom(text) : text)
  return (
    <div className="form-password">
      <input
        {...controlAttributes(input)}
        className="form-control"
        type={isSeen ? 'text' : 'password'}
        autoComplete="new-password"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        placeholder={meta.placeholder}
        value={shownText(value)}
        onChange={(event) => put(event.target.value)}
      />
      <RevealButton label={meta.label} disabled={input.disabled} isSeen={isSeen} onToggle={() => setIsSeen(!isSeen)} />
    </div>
  )
}

/** Several lines of secret text, such as a key, typed or loaded from a file. */
export function MaskedTextarea(input: WidgetInput) {
  const { meta, value, onChange } = input
  const [isSeen, setIsSeen] = useState(false)
  return (
    <div className="form-multiline">
      <div className="form-password">
        <textarea
          {...controlAttributes(input)}
          className={isSeen ? 'form-control form-code' : 'form-control form-code form-masked'}
          rows={4}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={meta.placeholder}
          value={shownText(value)}
          onChange={(event) => onChange(event.target.value)}
        />
        <RevealButton
          label={meta.label}
          disabled={input.disabled}
          isSeen={isSeen}
          onToggle={() => setIsSeen(!isSeen)}
        />
      </div>
      <LoadFile label={meta.label} disabled={input.disabled} onLoad={onChange} />
    </div>
  )
}

interface RevealButtonProps {
  label: string
  disabled: boolean
  isSeen: boolean
  onToggle(): void
}

function RevealButton({ label, disabled, isSeen, onToggle }: RevealButtonProps) {
  return (
    <button
      type="button"
      className="form-icon-button form-reveal"
      disabled={disabled}
      aria-label={`Show ${label}`}
      aria-pressed={isSeen}
      title={isSeen ? 'Hide' : 'Show'}
      onClick={onToggle}
    >
      {isSeen ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
    </button>
  )
}
