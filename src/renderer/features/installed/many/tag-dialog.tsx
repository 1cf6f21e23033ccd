import { useMemo, useState } from 'react'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { useConnectors, useStores, useWorkspaceById } from '../../../stores/context.ts'
import { number } from '../../../text/formats.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogClose } from '../../../ui/dialogs/dialog.tsx'
import { FieldFrame } from '../../../ui/fields/field.tsx'
import { Checkbox } from '../../../ui/fields/input.tsx'
import { Tags } from '../../../ui/fields/tags.tsx'
import { tagsOf } from '../filters.ts'
import { useManyChanges } from '../use-many-changes.ts'

const words = text.installed.many

/** Adds tags to many connectors and takes others away. */
export function TagDialog({ workspaceId, ids }: { workspaceId: string; ids: readonly string[] }) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const chosen = useChosen(ids)
  const present = useMemo(() => tagsOf(chosen), [chosen])
  const { cards } = useConnectors()
  const known = useMemo(() => tagsOf(cards ?? []).map(({ name }) => name), [cards])
  const [added, setAdded] = useState<string[]>([])
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setBusy] = useState(false)
  const change = useManyChanges(workspaceId)
  const isReady = added.length > 0 || removed.size > 0
  const toggle = (tag: string) => {
    const next = new Set(removed)
    if (!next.delete(tag)) next.add(tag)
    setRemoved(next)
  }
  const submit = async () => {
    if (!isReady || isBusy) return
    setBusy(true)
    const isDone = await change.setTags(chosen, (tags) => [
      ...new Set([...tags.filter((tag) => !removed.has(tag)), ...added]),
    ])
    setBusy(false)
    if (isDone) view.close()
  }
  return (
    <Dialog
      title={words.tagTitle(chosen.length)}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button variant="primary" busy={isBusy} aria-disabled={!isReady} onClick={() => void submit()}>
            {words.tagSubmit(chosen.length)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FieldFrame label={words.addTags} hint={text.form.tagsHint}>
          {(control) => (
            <Tags {...control} tags={added} suggestions={known} removeLabel={text.form.removeTag} onChange={setAdded} />
          )}
        </FieldFrame>
        {present.length > 0 && (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 text-sm font-semibold">{words.removeTags}</legend>
            <ul className="max-h-60 overflow-y-auto rounded-card border border-line py-1">
              {present.map(({ key, name, count }) => (
                <li key={key}>
                  <label className="flex min-h-8 items-center gap-2.5 px-3 text-sm hover:bg-surface-hover">
                    <Checkbox checked={removed.has(name)} onChange={() => toggle(name)} />
                    <span className="truncate">{name}</span>
                    <span className="ms-auto text-xs text-text-muted tabular-nums">{number(count)}</span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        )}
      </div>
    </Dialog>
  )
}

/** The connectors with these ids, as they are when the dialog opens. */
export function useChosen(ids: readonly string[]): readonly ConnectorCard[] {
  const { cards } = useConnectors()
  return useMemo(() => {
    const wanted = new Set(ids)
    return (cards ?? []).filter(({ id }) => wanted.has(id))
  }, [cards, ids])
}
