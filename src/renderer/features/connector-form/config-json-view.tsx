import { useId, useMemo } from 'react'
import type { FieldMessages } from '../../../contract/errors.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { JsonEditor } from '../../ui/json-editor.tsx'
import { problemsIn } from './config-text.ts'
import type { ConfigJson } from './use-config-json.ts'

const words = text.form.json

interface ConfigJsonViewProps {
  json: ConfigJson
  /** The errors of the form by dotted path. */
  errors: FieldMessages
  isReadOnly: boolean
}

/** The settings of a connector as JSON text, with its mistakes at their lines. */
export function ConfigJsonView({
  json: { opened, editor, change, goTo, reread },
  errors,
  isReadOnly,
}: ConfigJsonViewProps) {
  const hintId = useId()
  const listId = useId()
  const json = opened?.json ?? ''
  const problem = opened?.problem ?? null
  const problems = useMemo(() => (problem ? [problem] : problemsIn(json, errors)), [json, problem, errors])
  const marks = useMemo(() => new Set(problems.map(({ place }) => place.line)), [problems])
  return (
    <section aria-label={words.label} className="flex flex-col gap-2">
      <p id={hintId} className="text-xs text-text-muted">
        {words.hint}
      </p>
      <div className="flex max-h-[50vh] flex-col">
        <JsonEditor
          ref={editor}
          label={words.label}
          describedBy={`${hintId} ${listId}`}
          value={json}
          isInvalid={problems.length > 0}
          marks={marks}
          isReadOnly={isReadOnly}
          onChange={change}
        />
      </div>
      <div id={listId} role="status" className="flex flex-col items-start gap-1">
        {problems.map(({ place, message }) => (
          <Button
            key={`${place.line} ${place.column} ${message}`}
            variant="link"
            className="max-w-full text-start text-xs whitespace-normal! wrap-anywhere text-bad!"
            onClick={() => goTo(place)}
          >
            {words.place(place, message)}
          </Button>
        ))}
        {problem && (
          <p className="flex flex-wrap items-center gap-2 text-xs text-text-muted">
            {words.stays}
            <Button size="s" onClick={reread}>
              {words.discard}
            </Button>
          </p>
        )}
      </div>
    </section>
  )
}
