import type { FieldProps } from '../rjsf.ts'
import { createElement, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useFormActions, useSecrets } from '../data/form-context.ts'
import { metaOf } from '../schema/form-node.ts'
import { ChoiceCards, ChoiceSelect, MAX_CARDS } from './choice-control.tsx'
import { describedBy, fieldId } from '../templates/field-ids.ts'
import { formatPath } from '../../../shared/path.ts'
import { decide, fateOf, type SecretFate } from '../data/secrets.ts'
import { isTypedSecret, typedReference, typedSecret } from '../data/typed-secret.ts'
import { Input } from '../../ui/fields/input.tsx'
import { controlAttributes, shownText, type WidgetComponent, type WidgetInput } from '../widgets/widget.ts'
import { MaskedTextarea, PasswordInput } from '../widgets/secret-inputs.tsx'
import { AskForSecret } from './ask-for-secret.tsx'
import { StoredSecret } from './stored-secret.tsx'
import { formsText } from '../../text/forms.ts'

/** A secret. A stored one is never shown, only kept, replaced or cleared; a typed one stays apart from config. */
export function SecretField(props: FieldProps) {
  const { schema, registry, fieldPathId, formData, rawErrors, required, onChange } = props
  const { formId, updateSecrets } = useFormActions()
  const decisions = useSecrets()
  const meta = metaOf(schema)
  const { path } = fieldPathId
  const id = fieldId(formId, path)
  const fate = fateOf(decisions, path)
  const isInvalid = (rawErrors?.length ?? 0) > 0
  const label = props.title ?? meta.label
  const put = (value: unknown) => onChange(value === undefined || value === '' ? undefined : typedSecret(value), path)
  const [isReference, setReference] = useState(isTypedSecret(formData) && formData.isReference === true)
  const isSettling = useRef(false)
  useEffect(() => {
    // The element with the focus was replaced by one with the field's id.
    if (isSettling.current) document.getElementById(id)?.focus()
    isSettling.current = false
  })
  const settle = (next: SecretFate & ('kept' | 'replacing' | 'cleared')) => {
    isSettling.current = true
    setReference(false)
    updateSecrets((current) => decide(current, path, next))
    if (next !== 'replacing') onChange(undefined, path)
  }
  if (fate === 'kept' || fate === 'cleared') {
    const stored = decisions.stored.get(formatPath(path))
    return (
      <>
        <StoredSecret
          id={id}
          label={label}
          describedBy={describedBy(id, meta, isInvalid)}
          isCleared={fate === 'cleared'}
          disabled={props.disabled === true}
          mustReenter={stored?.mustReenter ?? false}
          reference={stored?.reference}
          updatedAt={stored?.updatedAt ?? null}
          onSettle={settle}
        />
        {props.disabled !== true && <AskForSecret path={formatPath(path)} label={label} />}
      </>
    )
  }
  const widgets = registry.widgets as unknown as Record<string, WidgetComponent>
  const input: WidgetInput = {
    id,
    value: isTypedSecret(formData) ? formData.value : undefined,
    meta,
    schema,
    required: required === true,
    disabled: props.disabled === true,
    isInvalid,
    errors: rawErrors,
    describedBy:
      [describedBy(id, meta, isInvalid), fate === 'moved' ? `${id}-moved` : ''].filter(Boolean).join(' ') || undefined,
    onChange: put,
  }
  return (
    <>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          {isReference ? (
            <Input
              {...controlAttributes(input)}
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              placeholder={formsText.secret.referenceExample}
              value={shownText(input.value)}
              onChange={({ target }) => onChange(target.value === '' ? undefined : typedReference(target.value), path)}
            />
          ) : meta.branches.length > 0 ? (
            <SecretChoice input={input} widgets={widgets} />
          ) : (
            createElement(secretInput(meta.widget, widgets), input)
          )}
        </div>
        {fate === 'replacing' && (
          <Button className="h-9" title={formsText.secret.keep} onClick={() => settle('kept')}>
            <span>
              {formsText.secret.cancel}
              <span className="sr-only">{formsText.secret.cancelNamed(label)}</span>
            </span>
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-4">
        <Button
          size="s"
          variant="quiet"
          className="-ms-2"
          disabled={props.disabled === true}
          aria-describedby={`${id}-label`}
          onClick={() => {
            isSettling.current = true
            setReference(!isReference)
            onChange(undefined, path)
          }}
        >
          {isReference ? formsText.secret.enter : formsText.secret.refer}
        </Button>
        {props.disabled !== true && (
          <AskForSecret path={formatPath(path)} label={label} onAsk={() => onChange(undefined, path)} />
        )}
      </div>
      {fate === 'moved' && (
        <p className="text-xs text-warn" id={`${id}-moved`}>
          {formsText.secret.moved}
        </p>
      )}
    </>
  )
}

/** A secret with several kinds of values: the choice of a kind and its control. */
function SecretChoice({ input, widgets }: { input: WidgetInput; widgets: Record<string, WidgetComponent> }) {
  const { id, meta, required, disabled } = input
  const [selected, setSelected] = useState(required ? 0 : -1)
  const branch = meta.branches[selected]
  const Control = meta.branches.length <= MAX_CARDS ? ChoiceCards : ChoiceSelect
  return (
    <div className="flex flex-col gap-2" role="group" aria-label={meta.label}>
      <Control
        id={`${id}-choice`}
        label={meta.label}
        branches={meta.branches}
        selected={selected}
        isOptional={!required}
        disabled={disabled}
        onSelect={(next) => {
          setSelected(next)
          input.onChange(undefined)
        }}
      />
      {branch &&
        createElement(secretInput(metaOf(branch.node).widget, widgets), {
          ...input,
          key: branch.key,
          meta: { ...metaOf(branch.node), label: branch.label },
          schema: branch.node,
        })}
    </div>
  )
}

function secretInput(widget: WidgetInput['meta']['widget'], widgets: Record<string, WidgetComponent>): WidgetComponent {
  if (widget === 'multiline') return MaskedTextarea
  const isPlain = widget === 'json' || widget === 'select' || widget === 'checkbox'
  return (isPlain ? widgets[widget] : undefined) ?? PasswordInput
}
