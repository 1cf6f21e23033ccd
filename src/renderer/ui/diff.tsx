import { IconKey } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { FieldChange } from '../../contract/groups/activity.ts'
import { text } from '../text/text.ts'

const words = text.activity

/** The fields that an entry changed, with what stood there before and after it; of secrets their names. */
export const Diff = ({ fields }: { fields: readonly FieldChange[] }) => (
  <dl className="max-w-2xl divide-y divide-line rounded-card border border-line bg-surface text-sm">
    {fields.map((field) => (
      <div key={`${field.path} ${field.hidden ?? ''}`} className="px-3 py-2">
        <dt className="text-xs text-text-muted" title={field.path}>
          {words.fieldLabel(field.path)}
        </dt>
        <dd className="mt-0.5 flex flex-wrap gap-x-1.5 gap-y-1 wrap-anywhere whitespace-pre-wrap">{changeOf(field)}</dd>
      </div>
    ))}
  </dl>
)

function changeOf({ path, from, to, hidden }: FieldChange): ReactNode {
  if (hidden)
    return (
      <span className="flex items-center gap-1.5 text-text-muted">
        <IconKey size={14} aria-hidden className="shrink-0" />
        {words.hidden[hidden]}
      </span>
    )
  // A list that is empty has no value.
  const [before, after] = [from ?? [], to ?? []]
  if (isPlainList(before) && isPlainList(after))
    return [
      ...before.map((item) =>
        after.includes(item) ? <Kept key={`kept ${item}`} value={item} /> : <Old key={`old ${item}`} value={item} />,
      ),
      ...after.filter((item) => !before.includes(item)).map((item) => <New key={`new ${item}`} value={item} />),
    ]
  return (
    <>
      {from !== undefined && <Old value={words.ownValue(path, from) ?? from} />}
      {to !== undefined && <New value={words.ownValue(path, to) ?? to} />}
    </>
  )
}

const isPlainList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') && new Set(value).size === value.length

const shown = (value: unknown): string =>
  value === '' || value === null ? words.nothing : typeof value === 'string' ? value : JSON.stringify(value)

const Kept = ({ value }: { value: string }) => <span className="text-text-muted">{value}</span>

const Old = ({ value }: { value: unknown }) => (
  <del className="rounded bg-bad-soft px-1 text-bad">
    <span className="sr-only">{words.before} </span>
    {shown(value)}
  </del>
)

const New = ({ value }: { value: unknown }) => (
  <ins className="rounded bg-good-soft px-1 text-good no-underline">
    <span className="sr-only">{words.after} </span>
    {shown(value)}
  </ins>
)
