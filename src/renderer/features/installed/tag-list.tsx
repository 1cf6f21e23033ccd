import { text } from '../../text/text.ts'

const SHOWN = 3

/** A connector's tags on one line; the tags that do not fit are counted, and a hover names all of them. */
export function TagList({ tags }: { tags: readonly string[] }) {
  const rest = tags.slice(SHOWN)
  return (
    <ul aria-label={text.installed.tags} className="flex min-w-0 gap-1 overflow-hidden" title={tags.join(', ')}>
      {tags.slice(0, SHOWN).map((tag) => (
        <li key={tag} className="max-w-24 truncate rounded bg-surface-sunken px-1.5 text-xs text-text-muted">
          {tag}
        </li>
      ))}
      {rest.length > 0 && (
        <li className="shrink-0 text-xs text-text-muted">
          +{rest.length}
          <span className="sr-only">: {rest.join(', ')}</span>
        </li>
      )}
    </ul>
  )
}
