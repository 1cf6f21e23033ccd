import { IconKey, IconSettings } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import { needsOf } from '../../forms/data/needs.ts'
import { RichDescription } from '../../forms/templates/rich-description.tsx'
import { text } from '../../text/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { DocsLink } from '../../ui/docs-link.tsx'

/** What somebody needs at hand before they add a connector of an entry, with its help. */
export function Needs({ entry }: { entry: CatalogEntry }) {
  const needs = useMemo(() => needsOf(entry), [entry])
  return (
    <section>
      <h3 className="mb-3 text-sm font-semibold">{text.catalog.needs}</h3>
      {needs.length === 0 && <p className="text-sm text-text-muted">{text.catalog.noNeeds}</p>}
      <ul className="flex flex-col gap-4 empty:hidden">
        {needs.map(({ label, description, ways, isSecret, isRequired }, at) => {
          const Icon = isSecret ? IconKey : IconSettings
          return (
            // Two fields of different groups may have the same label, and the list never changes.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at} className="flex gap-3">
              <span
                aria-hidden
                className="flex size-8 shrink-0 items-center justify-center rounded-lg bg-surface-sunken text-text-muted"
              >
                <Icon size={16} />
              </span>
              <div className="min-w-0 text-sm">
                <p className="flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere">
                  {label}
                  {!isRequired && <Badge>{text.catalog.optional}</Badge>}
                </p>
                {description !== '' && (
                  <div className="text-text-muted wrap-anywhere">
                    <RichDescription text={description} />
                  </div>
                )}
                {ways.length > 1 && <p className="text-text-muted">{text.catalog.oneOf(ways)}</p>}
              </div>
            </li>
          )
        })}
      </ul>
      {entry.docsUrl !== null && (
        <p className="mt-4">
          <DocsLink href={entry.docsUrl}>{text.catalog.docs(entry.name)}</DocsLink>
        </p>
      )}
    </section>
  )
}
