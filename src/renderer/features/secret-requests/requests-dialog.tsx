import { useCallback, useRef } from 'react'
import type { SecretRequest } from '../../../contract/groups/secret-requests.ts'
import { ANSWER_ENDING } from '../../../shared/limits.ts'
import { mayChange, useReadOnlyReason, useStores, useWorkspaceById } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { requestsText as words } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Input } from '../../ui/fields/input.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ReadList } from '../../ui/states/read-list.tsx'

/** The requests for secrets of a workspace: who was asked and what became of it; opens an answer. */
export function RequestsDialog({ workspaceId }: { workspaceId: string }) {
  const { api, toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const read = useCallback(() => api.secretRequests.list({ workspaceId }), [api, workspaceId])
  const { value, error, refresh } = useReading(workspaceId, read)
  const input = useRef<HTMLInputElement>(null)
  const readOnly = useReadOnlyReason(workspace)
  if (!workspace) return null
  const isWriter = mayChange(workspace)
  const revoke = async ({ id, connectorName }: SecretRequest) => {
    try {
      await api.secretRequests.revoke({ workspaceId, id })
      toasts.success(words.revoked(connectorName), { workspaceId })
    } catch (cause) {
      toasts.failure(words.revokeFailed, cause, { workspaceId })
    }
    await refresh()
  }
  return (
    <Dialog
      title={words.listTitle}
      description={words.listHint}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          {isWriter && (
            <>
              <Input
                ref={input}
                type="file"
                className="hidden"
                accept={`${ANSWER_ENDING},.age,.txt`}
                aria-label={words.file}
                onChange={({ target }) => {
                  const file = target.files?.[0]
                  if (file) view.open({ kind: 'secret-answer', workspaceId, file })
                }}
              />
              <Button className="me-auto" onClick={() => input.current?.click()}>
                {words.openAnswer}
              </Button>
            </>
          )}
          <DialogClose>{text.common.close}</DialogClose>
        </>
      }
    >
      {readOnly !== null && <Notice kind="lock">{readOnly}</Notice>}
      <ReadList
        label={words.listTitle}
        items={value}
        error={error}
        failed={words.listFailed}
        empty={words.empty}
        onRetry={() => void refresh()}
      >
        {(request) => (
          <li key={request.id} className="flex items-center gap-3 px-3 py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">
                {request.connectorName} <span className="text-text-muted">{words.states[request.state]}</span>
              </p>
              <p className="truncate text-xs text-text-muted">
                {words.facts(request.code, request.createdByName, request.until)}
              </p>
            </div>
            {isWriter && request.state === 'open' && (
              <Button
                size="s"
                aria-label={words.revokeNamed(request.connectorName)}
                onClick={() => void revoke(request)}
              >
                {words.revoke}
              </Button>
            )}
          </li>
        )}
      </ReadList>
    </Dialog>
  )
}
