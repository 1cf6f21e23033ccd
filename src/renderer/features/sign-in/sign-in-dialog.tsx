import { useEffect, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { Connector } from '../../../contract/groups/connectors.ts'
import type { AppError } from '../../../contract/errors.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { signInText as words } from '../../text/sign-in.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FormSkeleton } from '../../ui/states/skeleton.tsx'
import { SignInBox } from './sign-in-box.tsx'

interface Subject {
  connector: Connector
  entry: CatalogEntry
}

/** Signs in again for an installed connector, whose tokens are stored at once. */
export function SignInDialog({ workspaceId, id }: { workspaceId: string; id: string }) {
  const { api, catalog, list, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const [subject, setSubject] = useState<Subject | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      try {
        const connector = await api.connectors.get({ workspaceId, id })
        const entry = await catalog.entry(connector.catalogKey)
        if (isCurrent) setSubject({ connector, entry })
      } catch (cause) {
        if (isCurrent) setError(toAppError(cause))
      }
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [api, catalog, workspaceId, id])
  const { connector, entry } = subject ?? {}
  return (
    <Dialog
      title={connector ? words.dialogTitle(connector.name) : words.start}
      {...(entry && { icon: <EntryIcon icon={entry.icon} name={entry.name} /> })}
      workspace={workspace}
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      {error && (
        <Notice kind="bad" isAlert>
          {errorMessage(error)}
        </Notice>
      )}
      {!error && !entry && <FormSkeleton />}
      {entry && (
        <SignInBox
          entry={entry}
          workspaceId={workspaceId}
          connectorId={id}
          onField={() => view.open({ kind: 'configure', id, workspaceId })}
        >
          {({ sameAccount }) =>
            sameAccount.length > 0 && (
              <p className="flex flex-wrap gap-x-2">
                {sameAccount.map((other) => (
                  <Button
                    key={other.id}
                    variant="link"
                    className="text-sm"
                    onClick={() => {
                      view.close()
                      list.openPanel(other.id)
                    }}
                  >
                    {other.name}
                  </Button>
                ))}
              </p>
            )
          }
        </SignInBox>
      )}
    </Dialog>
  )
}
