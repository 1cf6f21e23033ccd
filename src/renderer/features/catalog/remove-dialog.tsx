import { useEffect, useState } from 'react'
import type { EntryUses } from '../../../contract/groups/catalog.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'

/** Removes an imported entry, or lists the connectors that still use it. */
export function RemoveDialog({ entryKey, name }: { entryKey: string; name: string }) {
  const { api, catalog, toasts, view } = useStores()
  const [uses, setUses] = useState<EntryUses | null>(null)
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    let isCurrent = true
    api.catalog.uses({ key: entryKey }).then(
      (answer) => isCurrent && setUses(answer),
      (error: unknown) => {
        if (!isCurrent) return
        view.close()
        toasts.failure(text.imports.removeFailed(name), error, { subjects: [entryKey] })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [api, toasts, view, entryKey, name])

  const remove = async () => {
    setBusy(true)
    try {
      await api.catalog.remove({ key: entryKey })
      toasts.success(text.imports.removed(name), { subjects: [entryKey] })
      void catalog.refresh()
    } catch (error) {
      toasts.failure(text.imports.removeFailed(name), error, { subjects: [entryKey] })
    }
    view.close()
  }

  if (!uses) return null
  if (uses.workspaces.length > 0 || uses.elsewhere > 0) return <InUse name={name} uses={uses} />
  return (
    <Confirm
      title={text.imports.removeTitle(name)}
      body={text.imports.removeBody}
      confirmLabel={text.imports.remove}
      busy={isBusy}
      onConfirm={() => void remove()}
      onClose={view.close}
    />
  )
}

function InUse({ name, uses }: { name: string; uses: EntryUses }) {
  const { view } = useStores()
  return (
    <Dialog
      title={text.imports.inUseTitle(name)}
      size="s"
      onClose={view.close}
      bodyLabel={text.imports.inUseTitle(name)}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      <div className="flex flex-col gap-3 text-sm">
        <p className="text-text-muted">{text.imports.inUseBody}</p>
        {uses.workspaces.map(({ id, name: workspace, count, connectors }) => (
          <section key={id}>
            <h3 className="font-semibold">{workspace}</h3>
            <ul className="mt-1 list-disc ps-5">
              {connectors.map((connector) => (
                <li key={connector.id}>
                  {connector.name}{' '}
                  {connector.isInTrash && <span className="text-text-muted">{text.imports.inTrash}</span>}
                </li>
              ))}
              {count > connectors.length && <li>{text.imports.andMore(count - connectors.length)}</li>}
            </ul>
          </section>
        ))}
        {uses.elsewhere > 0 && <p>{text.imports.elsewhere(uses.elsewhere)}</p>}
      </div>
    </Dialog>
  )
}
