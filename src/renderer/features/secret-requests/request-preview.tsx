import type { PagePreview } from '../../../contract/groups/secret-requests.ts'

/** The page of a request as those see it who are asked, to be read alone. */
export function RequestPreview({ preview }: { preview: PagePreview }) {
  const { title, encrypted, facts, note, docs, fields, submit, submitHint } = preview
  return (
    <article className="flex flex-col gap-4 rounded-card border border-line p-4 text-sm wrap-anywhere">
      <div>
        <h3 className="text-base font-semibold">{title}</h3>
        <p className="text-text-muted">{encrypted}</p>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-text-muted">{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {note !== '' && <blockquote className="border-s-2 border-line ps-3 whitespace-pre-line">{note}</blockquote>}
      {docs && (
        <p>
          {docs.text} <code>{docs.url}</code>
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {fields.map((field) => (
          <li key={field.path}>
            <p className="font-medium">{field.title}</p>
            <div className="my-1 h-9 rounded-control border border-line" />
            {field.help !== '' && <p className="text-text-muted">{field.help}</p>}
          </li>
        ))}
      </ul>
      <p>
        <span className="font-medium">{submit}</span> <span className="text-text-muted">{submitHint}</span>
      </p>
    </article>
  )
}
