import { type ReactNode, useMemo } from 'react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { useStore } from 'zustand'
import { connectorsOf } from '../../stores/connector-store.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { ColourField } from '../../ui/fields/colour-field.tsx'
import { ExpiryField } from '../../ui/fields/expiry-field.tsx'
import { FieldFrame } from '../../ui/fields/field.tsx'
import { Textarea } from '../../ui/fields/input.tsx'
import { Tags } from '../../ui/fields/tags.tsx'
import type { Head } from './use-save.ts'
import { compareNames } from '../../text/formats.ts'

interface HeadFieldsProps {
  workspaceId: string
  head: Head
  errors: Readonly<Record<keyof Head, readonly string[]>>
  disabled: boolean
  /** For how many days secrets work, where the entry says so. */
  lifetime: number | null
  hasExpiry: boolean
  /** Why the expiry is what it is; absent where the person chose it. */
  expiryNote: string | undefined
  onChange: (change: Partial<Head>) => void
}

/** The fields below those of its entry that every connector has: tags, description, colour and expiry. */
export function HeadFields({
  workspaceId,
  head,
  errors,
  disabled,
  lifetime,
  hasExpiry,
  expiryNote,
  onChange,
}: HeadFieldsProps): ReactNode {
  const { connectors } = useStores()
  const cards = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards)
  const tags = useMemo(() => tagsByUse(cards ?? []), [cards])
  return (
    <div className="flex flex-col gap-5">
      <div data-path="tags">
        <FieldFrame label={text.form.tags} hint={text.form.tagsHint} errors={errors.tags}>
          {(control) => (
            <Tags
              {...control}
              tags={head.tags}
              suggestions={tags}
              disabled={disabled}
              removeLabel={text.form.removeTag}
              onChange={(next) => onChange({ tags: [...new Set(next)] })}
            />
          )}
        </FieldFrame>
      </div>
      <div data-path="description">
        <FieldFrame label={text.form.description} hint={text.form.descriptionHint} errors={errors.description}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              className="min-h-14"
              value={head.description}
              disabled={disabled}
              onChange={({ target }) => onChange({ description: target.value })}
            />
          )}
        </FieldFrame>
      </div>
      <ColourField
        label={text.form.colour}
        value={head.colour}
        disabled={disabled}
        onChange={(colour) => onChange({ colour })}
        onClear={() => onChange({ colour: null })}
      />
      {hasExpiry && (
        <div data-path="secretExpiresAt">
          <ExpiryField
            value={head.secretExpiresAt}
            lifetime={lifetime}
            note={expiryNote}
            errors={errors.secretExpiresAt}
            disabled={disabled}
            onChange={(secretExpiresAt) => onChange({ secretExpiresAt })}
          />
        </div>
      )}
    </div>
  )
}

/** The tags of a workspace's connectors, those of most connectors first. */
function tagsByUse(cards: readonly ConnectorCard[]): string[] {
  const counts = new Map<string, number>()
  for (const { tags } of cards) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].toSorted(([a, x], [b, y]) => y - x || compareNames(a, b)).map(([tag]) => tag)
}
