import { IconCopy, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { AppError } from '../../../contract/errors.ts'
import { mayChange, useMayChangeCatalog, useStores, useWorkspace } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FormSkeleton } from '../../ui/states/skeleton.tsx'
import { Capabilities } from '../../ui/capabilities/capabilities.tsx'
import { InstalledHere } from './installed-here.tsx'
import { Needs } from './needs.tsx'

/** Shows a whole catalog entry. */
export function DetailsDialog({ entryKey }: { entryKey: string }) {
  const { catalog, view } = useStores()
  const workspace = useWorkspace()
  const mayChangeCatalog = useMayChangeCatalog()
  const [entry, setEntry] = useState<CatalogEntry | null>(null)
  const [error, setError] = useState<AppError | null>(null)

  useEffect(() => {
    let isCurrent = true
    catalog.entry(entryKey).then(
      (read) => isCurrent && setEntry(read),
      (cause: unknown) => isCurrent && setError(toAppError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [catalog, entryKey])

  return (
    <Dialog
      title={entry?.name ?? text.catalog.details}
      description={entry?.description}
      icon={entry && <EntryIcon icon={entry.icon} name={entry.name} />}
      size="l"
      onClose={view.close}
      bodyLabel={text.catalog.details}
      footer={
        entry && (
          <>
            {entry.source === 'imported' && mayChangeCatalog && (
              <>
                <Button
                  variant="quiet"
                  className="hover:text-bad"
                  aria-label={text.imports.removeNamed(entry.name)}
                  onClick={() => view.open({ kind: 'remove-entry', key: entry.key, name: entry.name })}
                >
                  {text.imports.remove}
                </Button>
                <Button
                  variant="quiet"
                  aria-label={text.imports.editNamed(entry.name)}
                  onClick={() => view.open({ kind: 'edit-entry', key: entry.key })}
                >
                  {text.imports.edit}
                </Button>
              </>
            )}
            {mayChangeCatalog && (
              <Button
                variant="quiet"
                className="me-auto"
                icon={<IconCopy size={16} aria-hidden />}
                onClick={() => view.open({ kind: 'edit-entry', key: null, from: entry.key })}
              >
                {text.imports.duplicate}
              </Button>
            )}
            <DialogClose>{text.common.close}</DialogClose>
            {mayChange(workspace) && (
              <Button
                variant="primary"
                icon={<IconPlus size={16} aria-hidden />}
                onClick={() => view.open({ kind: 'add', key: entry.key, workspaceId: workspace.id })}
              >
                {text.catalog.addNamed(entry.name)}
              </Button>
            )}
          </>
        )
      }
    >
      {error && (
        <Notice kind="bad" isAlert>
          {text.catalog.entryFailed}: {errorMessage(error)}
        </Notice>
      )}
      {!entry && !error && <FormSkeleton />}
      {entry && <Facts entry={entry} />}
    </Dialog>
  )
}

function Facts({ entry }: { entry: CatalogEntry }) {
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-6">
        <Needs entry={entry} />
        <InstalledHere entry={entry} />
      </div>
      <section className="min-w-0">
        <h3 className="mb-3 text-sm font-semibold">{text.catalog.capabilities}</h3>
        <Capabilities capabilities={entry.capabilities} />
        <p className="mt-4 text-xs text-text-muted">
          {text.catalog.facts(entry.version, entry.category, text.catalog.authTypes[entry.authType], entry.source)}
        </p>
      </section>
    </div>
  )
}
