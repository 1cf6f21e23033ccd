import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import { useStores } from '../../stores/context.ts'
import { compareNames } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { FieldFrame } from '../../ui/fields/field.tsx'
import { Tags } from '../../ui/fields/tags.tsx'

interface TagsFieldProps {
  workspaceId: string
  tags: readonly string[]
  errors: readonly string[]
  disabled: boolean
  onChange: (tags: string[]) => void
}

/** The tags of a connector, with those of the workspace as suggestions. */
export function TagsField({ workspaceId, tags, errors, disabled, onChange }: TagsFieldProps) {
  const { connectors } = useStores()
  const cards = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards)
  const suggestions = useMemo(() => tagsByUse(cards ?? []), [cards])
  return (
    <div data-path="tags">
      <FieldFrame label={text.form.tags} hint={text.form.tagsHint} errors={errors}>
        {(control) => (
          <Tags
            {...control}
            tags={tags}
            suggestions={suggestions}
            disabled={disabled}
            removeLabel={text.form.removeTag}
            onChange={(next) => onChange([...new Set(next)])}
          />
        )}
      </FieldFrame>
    </div>
  )
}

/** The tags of a workspace's connectors, those of most connectors first. */
function tagsByUse(cards: readonly ConnectorCard[]): string[] {
  const counts = new Map<string, number>()
  for (const { tags } of cards) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].toSorted(([a, x], [b, y]) => y - x || compareNames(a, b)).map(([tag]) => tag)
}
