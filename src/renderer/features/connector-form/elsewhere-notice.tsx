import { useEffect, useRef, useState } from 'react'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import type { Connector } from '../../../contract/groups/connectors.ts'
import { fieldLabels } from '../../forms/data/field-labels.ts'
import { text } from '../../text/text.ts'
import { decimal, moment } from '../../text/formats.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import type { ChangedField } from './changes-elsewhere.ts'
import type { Side } from './use-elsewhere.ts'

const words = text.form.elsewhere

interface ElsewhereNoticeProps {
  schemas: EntrySchemas
  theirs: Connector
  fields: readonly ChangedField[]
  /** The paths of secrets that were set or cleared. */
  secrets: readonly string[]
  onSettle: (choices: ReadonlyMap<string, Side>) => void
}

/** Shows field by field what somebody else has changed, and lets the person take it or keep their own. */
export function ElsewhereNotice({ schemas, theirs, fields, secrets, onSettle }: ElsewhereNoticeProps) {
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map())
  const place = useRef<HTMLDivElement>(null)
  // The form may be scrolled far below.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const all = (side: Side) => onSettle(new Map(fields.map(({ path }) => [path, side])))
  const labelOf = (path: string) =>
    path.startsWith('config.')
      ? fieldLabels(schemas, { config: theirs.config }, [path])[0]
      : text.activity.fieldLabel(path)
  return (
    <div ref={place}>
      <Notice kind="warn" isAlert>
        <p className="font-medium">{words.title(theirs.updatedByName, moment(theirs.updatedAt))}</p>
        {fields.length > 0 && <p className="text-text-muted">{words.hint}</p>}
        {secrets.length > 0 && (
          <p className="wrap-anywhere">
            {words.secrets(fieldLabels(schemas, { config: theirs.config }, secrets).join(' · '))}
          </p>
        )}
        <ul aria-label={words.list} className="mt-2 divide-y divide-line">
          {fields.map(({ path, mine, theirs: other, isMine }) => (
            <li key={path} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <div className="min-w-0 flex-1 basis-52">
                <p className="font-medium">{labelOf(path)}</p>
                <p className="wrap-anywhere">
                  <span className="text-text-muted">{words.theirs}:</span>{' '}
                  {text.activity.ownValue(path, other) ?? shown(other)}
                </p>
                <p className="wrap-anywhere">
                  <span className="text-text-muted">{isMine ? words.mine : words.before}:</span>{' '}
                  {text.activity.ownValue(path, mine) ?? shown(mine)}
                </p>
              </div>
              <Segments
                label={words.choose(labelOf(path) ?? path)}
                options={[
                  { value: 'theirs', label: words.theirs },
                  { value: 'mine', label: isMine ? words.mine : words.before },
                ]}
                value={choices.get(path) ?? (isMine ? 'mine' : 'theirs')}
                onChange={(side: Side) => setChoices(new Map(choices).set(path, side))}
              />
            </li>
          ))}
        </ul>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="s" onClick={() => onSettle(choices)}>
            {fields.length > 0 ? words.settle : words.seen}
          </Button>
          {fields.length > 0 && (
            <>
              <Button size="s" variant="quiet" onClick={() => all('theirs')}>
                {words.takeAll}
              </Button>
              <Button size="s" variant="quiet" onClick={() => all('mine')}>
                {words.overwrite}
              </Button>
            </>
          )}
        </div>
      </Notice>
    </div>
  )
}

const shown = (value: unknown): string =>
  value === undefined || value === null || value === ''
    ? text.activity.nothing
    : typeof value === 'string'
      ? value
      : typeof value === 'number'
        ? decimal(value)
        : JSON.stringify(value)
