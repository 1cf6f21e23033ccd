import { useStore } from 'zustand'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Marked } from '../../ui/marked.tsx'

/** A tag; a click filters by it, or no longer. */
export function TagButton({ tag, tabIndex = 0 }: { tag: string; tabIndex?: number }) {
  const { list } = useStores()
  const isChosen = useStore(list.store, ({ filters }) => filters.tags.includes(tag))
  return (
    <button
      type="button"
      className="card-tag"
      tabIndex={tabIndex}
      aria-pressed={isChosen}
      aria-label={text.installed.filterByTag(tag)}
      onClick={() => list.toggleTag(tag)}
    >
      <Marked>{tag}</Marked>
    </button>
  )
}
