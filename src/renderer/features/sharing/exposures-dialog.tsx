import { useCallback, useState } from 'react'
import type { Exposure } from '../../../contract/groups/access/sharing.ts'
import { useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { sharingText as words } from '../../text/sharing.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { useFieldWords } from './use-field-words.ts'

/** The secrets that somebody who was removed could read, each until it has a new value or is kept as it is. */
export function ExposuresDialog({ workspaceId }: { workspaceId: string }) {
  const { api, toasts, view } = useStores()
  const read = useCallback(() => api.sharing.exposures({ workspaceId }), [api, workspaceId])
  const { value: list, error, refresh } = useReading(workspaceId, read)
  const wordField = useFieldWords(
    workspaceId,
    list?.map(({ connectorId }) => connectorId),
  )
  const [busy, setBusy] = useState<string | null>(null)
  const keep = async (exposure: Exposure) => {
    const { connectorId, path } = exposure
    setBusy(idOf(exposure))
    try {
      await api.sharing.keepSecret({ workspaceId, connectorId, path })
      await refresh()
    } catch (cause) {
      toasts.failure(words.notKept, cause, { workspaceId })
    } finally {
      setBusy(null)
    }
  }
  return (
    <Dialog
      title={words.exposuresTitle}
      description={words.exposuresBody}
      size="m"
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      {error && (
        <Notice kind="bad" isAlert>
          {errorMessage(error)}
        </Notice>
      )}
      {list?.length === 0 && <p className="text-sm text-text-muted">{words.allReplaced}</p>}
      <ul className="divide-y divide-line">
        {list?.map((exposure) => {
          const { connectorId, connectorName, path, by } = exposure
          const label = wordField(connectorId, path)
          return (
            <li key={idOf(exposure)} className="flex flex-wrap items-center gap-3 py-3">
              <div className="min-w-0 flex-1 basis-64">
                <p className="text-sm font-medium wrap-anywhere">
                  {connectorName} · {label}
                </p>
                <p className="text-sm text-text-muted wrap-anywhere">{words.readers(by)}</p>
              </div>
              <Button
                size="s"
                variant="quiet"
                busy={busy === idOf(exposure)}
                aria-label={words.keepSecretOf(label, connectorName)}
                onClick={() => void keep(exposure)}
              >
                {words.keep}
              </Button>
              <Button
                size="s"
                aria-label={words.replaceOf(label, connectorName)}
                onClick={() => view.open({ kind: 'set-secret', workspaceId, ids: [connectorId], path })}
              >
                {words.replace}
              </Button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}

const idOf = ({ connectorId, path }: Exposure): string => `${connectorId} ${path}`
