import { IconPencil, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { MAX_TAG } from '../../../../shared/limits.ts'
import { withTagRenamed } from '../../../../shared/text/tags.ts'
import { connectorsOf } from '../../../stores/connector-store.ts'
import { useStores, useWorkspaceById } from '../../../stores/context.ts'
import { number } from '../../../text/formats.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogClose } from '../../../ui/dialogs/dialog.tsx'
import { Input } from '../../../ui/fields/input.tsx'
import { type Choice, tagsOf } from '../filters.ts'
import { useManyChanges } from '../use-many-changes.ts'

const words = text.installed.manageTags
const NO_CARDS: readonly ConnectorCard[] = []

/** The tags of a workspace: renames one on all connectors, merges it with another, or takes it away. */
export function ManageTagsDialog({ workspaceId }: { workspaceId: string }) {
  const { connectors, list, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const cards = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards) ?? NO_CARDS
  const tags = useMemo(() => tagsOf(cards), [cards])
  const change = useManyChanges(workspaceId)
  const [editing, setEditing] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const replace = async (tag: string, next: string | null) => {
    if (isBusy) return
    setBusy(true)
    const chosen = cards.filter((card) => card.tags.includes(tag))
    const isDone = await change.setTags(chosen, (own) => withTagRenamed(own, tag, next))
    setBusy(false)
    if (!isDone) return
    setEditing(null)
    const { filters } = list.store.getState()
    // A filter by the old name would show nothing.
    if (filters.tags.includes(tag)) list.filter({ tags: withTagRenamed(filters.tags, tag, next) })
  }
  return (
    <Dialog
      title={words.title}
      description={words.hint}
      workspace={workspace}
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      {tags.length === 0 && <p className="text-sm text-text-muted">{words.none}</p>}
      <ul aria-label={text.form.tags} className="divide-y divide-line rounded-card border border-line empty:hidden">
        {tags.map((tag) => (
          <li key={tag.key} className="flex min-h-10 items-center gap-2 py-1 pe-1 ps-3 text-sm">
            {editing === tag.name ? (
              <Rename
                tag={tag}
                all={tags}
                isBusy={isBusy}
                onSave={(next) => void replace(tag.name, next)}
                onCancel={() => setEditing(null)}
              />
            ) : (
              <>
                <span className="truncate">{tag.name}</span>
                <span className="ms-auto text-xs text-text-muted tabular-nums">{number(tag.count)}</span>
                <Button
                  size="s"
                  variant="quiet"
                  aria-label={words.rename(tag.name)}
                  title={words.rename(tag.name)}
                  icon={<IconPencil size={16} aria-hidden />}
                  onClick={() => setEditing(tag.name)}
                />
                <Button
                  size="s"
                  variant="quiet"
                  aria-label={words.remove(tag.name)}
                  title={words.remove(tag.name)}
                  icon={<IconX size={16} aria-hidden />}
                  onClick={() => void replace(tag.name, null)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

interface RenameProps {
  tag: Choice
  all: readonly Choice[]
  isBusy: boolean
  onSave: (name: string) => void
  onCancel: () => void
}

/** A new name for a tag; with the name of another one, both become one. */
function Rename({ tag, all, isBusy, onSave, onCancel }: RenameProps) {
  const [name, setName] = useState(tag.name)
  const wanted = name.trim()
  const isReady = wanted !== '' && wanted !== tag.name
  const isMerge = isReady && all.some((one) => one.name === wanted)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && isReady) onSave(wanted)
    else if (event.key === 'Escape') onCancel()
    else return
    // The dialog stays open.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <Input
        // The field takes the place of the button that was pressed.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={words.newName(tag.name)}
        className="h-8"
        maxLength={MAX_TAG}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={onKeyDown}
      />
      <Button size="s" busy={isBusy} aria-disabled={!isReady} onClick={() => isReady && onSave(wanted)}>
        {isMerge ? words.merge : text.common.save}
      </Button>
      <Button size="s" variant="quiet" onClick={onCancel}>
        {text.common.cancel}
      </Button>
    </>
  )
}
