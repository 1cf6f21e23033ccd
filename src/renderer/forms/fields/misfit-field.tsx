import type { FieldProps } from '../rjsf.ts'
import { useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { text } from '../../text/text.ts'
import { startData } from '../data/data.ts'
import { errorsOfWhole, withMessages } from '../data/errors.ts'
import { useFormActions } from '../data/form-context.ts'
import { isMisfit } from '../data/misfit.ts'
import { focusPath } from '../use-shown-errors.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { fieldId } from '../templates/field-ids.ts'
import { GroupFrame } from '../templates/group-frame.tsx'

/** A value that the parts of its field cannot show, among them null: as it is, with the ways out of it. */
export function MisfitField(props: FieldProps) {
  const { schema, fieldPathId, formData, errorSchema, rawErrors, required, disabled, onChange } = props
  const { formId } = useFormActions()
  const meta = metaOf(schema)
  const { path } = fieldPathId
  const id = fieldId(formId, path)
  return (
    <GroupFrame
      id={`${id}-group`}
      meta={meta}
      required={required}
      messages={errorsOfWhole(withMessages(errorSchema, rawErrors)).__errors}
      control={
        <div className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 text-xs wrap-anywhere">{JSON.stringify(formData)}</code>
          <Button
            id={id}
            size="s"
            disabled={disabled}
            aria-label={text.values.of(text.values.enter, meta.label)}
            onClick={() => onChange(startData(schema as FormNode, undefined, { isNew: true }), path)}
          >
            {text.values.enter}
          </Button>
          {!required && (
            <Button
              size="s"
              variant="quiet"
              disabled={disabled}
              aria-label={text.values.of(text.values.leaveOut, meta.label)}
              onClick={() => onChange(undefined, path)}
            >
              {text.values.leaveOut}
            </Button>
          )}
        </div>
      }
    />
  )
}

/** Puts null in the place of a value where the schema tells the two apart, and leads the focus on when it has. */
export function SetNull({ schema, fieldPathId, formData, required, disabled, onChange }: FieldProps) {
  const meta = metaOf(schema)
  const { path } = fieldPathId
  const isAway = isMisfit(schema as FormNode, formData)
  const wasAway = useRef(isAway)
  const anchor = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const form = anchor.current?.closest('form')
    // What had the focus is gone with the field that it belonged to.
    if (wasAway.current !== isAway && form && document.activeElement === document.body) focusPath(form, path)
    wasAway.current = isAway
  })
  const hasDefault = schema.default !== undefined && schema.default !== null
  const isOffered = meta.isNullable && formData !== null && (required || formData !== undefined || hasDefault)
  return (
    <div ref={anchor}>
      {isOffered && (
        <Button
          variant="link"
          disabled={disabled}
          aria-label={text.values.of(text.values.setNull, meta.label)}
          onClick={() => onChange(null, path)}
        >
          {text.values.setNull}
        </Button>
      )}
    </div>
  )
}
