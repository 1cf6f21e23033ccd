import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Input, Textarea } from '../../ui/fields/input.tsx'
import { LoadFile } from './load-file.tsx'
import { useNumberText } from './number-text.ts'
import { useLines, withBreaks } from './text-widgets.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'
import { formsText } from '../../text/forms.ts'

/** A single line of secret text, masked until the person shows it. */
export function PasswordInput(input: WidgetInput) {
  const { meta, value, onChange } = input
  const [isSeen, setIsSeen] = useState(false)
  const lines = useLines(input)
  const number = useNumberText(input)
  const isNumber = meta.widget === 'number'
  if (lines.areMany) return <MaskedTextarea {...input} />
  return (
    <div className="relative">
      <Input
        {...controlAttributes(input)}
        className="pe-11"
        type={isSeen ? 'text' : 'password'}
        autoComplete="new-password"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        placeholder={meta.placeholder}
        value={isNumber ? number.shown : shownText(value)}
        onPaste={lines.paste}
        onDrop={lines.drop}
        onChange={({ target }) => (isNumber ? number.put(target.value) : onChange(target.value))}
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
    <div>
      <div className="relative">
        <Textarea
          {...controlAttributes(input)}
          isCode
          className={classNames('pe-11', !isSeen && '[-webkit-text-security:disc]')}
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={meta.placeholder}
          value={shownText(value)}
          onChange={(event) => onChange(withBreaks(event.target.value, value))}
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
    <Button
      variant="quiet"
      size="s"
      className="absolute top-1 end-1"
      icon={isSeen ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
      disabled={disabled}
      aria-label={formsText.secret.showNamed(label)}
      aria-pressed={isSeen}
      title={isSeen ? formsText.secret.hide : formsText.secret.show}
      onClick={onToggle}
    />
  )
}
