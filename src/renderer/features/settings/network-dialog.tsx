import { useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { NetworkSettings } from '../../../contract/groups/installation/settings.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { settingsText } from '../../text/settings.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { NetworkPart } from './network-part.tsx'

const words = settingsText.network

/** How services are reached. */
export function NetworkDialog() {
  const { api, view } = useStores()
  const [network, setNetwork] = useState<NetworkSettings | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    api.settings.network({}).then(setNetwork, (cause: unknown) => setError(toAppError(cause)))
  }, [api])
  return (
    <Dialog
      title={words.title}
      description={words.hint}
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      {error && (
        <Notice kind="bad" isAlert>
          {words.loadFailed}: {errorMessage(error)}
        </Notice>
      )}
      {!error && !network && (
        <p role="status" className="animate-skeleton text-sm text-text-muted">
          {text.common.loading}
        </p>
      )}
      {network && <NetworkPart network={network} onChange={setNetwork} />}
    </Dialog>
  )
}
