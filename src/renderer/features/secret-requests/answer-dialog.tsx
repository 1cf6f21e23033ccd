import { useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { SecretAnswer } from '../../../contract/groups/secret-requests.ts'
import { MAX_ANSWER } from '../../../shared/limits.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { requestsText as words } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { FieldErrors } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Code } from './ask-dialog.tsx'

interface AnswerDialogProps {
  workspaceId: string
  file: File
}

/** Shows what an answer holds, without its values, and stores or refuses it. */
export function AnswerDialog({ workspaceId, file }: AnswerDialogProps) {
  const { api, toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const [opened, setOpened] = useState<{ answer: string; checked: SecretAnswer } | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState<'take' | 'refuse' | null>(null)

  useEffect(() => {
    let isCurrent = true
    const open = async () => {
      try {
        // A file that is too large is cut, so it is refused as every other that is no answer.
        const answer = await file.slice(0, MAX_ANSWER).text()
        const checked = await api.secretRequests.check({ workspaceId, answer })
        if (isCurrent) setOpened({ answer, checked })
      } catch (cause) {
        if (isCurrent) setError(toAppError(cause))
      }
    }
    void open()
    return () => {
      isCurrent = false
    }
  }, [api, workspaceId, file])

  const checked = opened?.checked
  const subject = checked?.request.connectorName ?? ''
  const messages = fieldMessages(checked?.errors)
  const isFit = Object.keys(messages).length === 0
  const settle = async (how: 'take' | 'refuse') => {
    if (!opened || busy) return
    setBusy(how)
    setError(null)
    try {
      await api.secretRequests[how]({ workspaceId, answer: opened.answer })
      const subjects = [opened.checked.request.connectorId]
      toasts.success(how === 'take' ? words.taken(subject) : words.refused(subject), { subjects, workspaceId })
      view.close()
    } catch (cause) {
      setError(toAppError(cause))
      setBusy(null)
    }
  }

  return (
    <Dialog
      title={words.answerTitle}
      description={checked ? words.answerFor(subject) : file.name}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          {checked && (
            <Button className="me-auto" busy={busy === 'refuse'} onClick={() => void settle('refuse')}>
              {words.refuse}
            </Button>
          )}
          <DialogClose>{checked ? text.common.cancel : text.common.close}</DialogClose>
          {checked && isFit && (
            <Button variant="primary" busy={busy === 'take'} onClick={() => void settle('take')}>
              {words.take}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        {error && (
          <Notice kind={error.code === 'locked' ? 'warn' : 'bad'} isAlert>
            {opened ? words.takeFailed : words.answerFailed}: {errorMessage(error)}
          </Notice>
        )}
        {!checked && !error && (
          <p role="status" className="animate-skeleton text-text-muted">
            {words.reading}
          </p>
        )}
        {checked && (
          <>
            <p>{words.holds(checked.fields.length)}</p>
            <ul className="divide-y divide-line rounded-card border border-line">
              {checked.fields.map(({ path, title, isSet }) => (
                <li key={path} className="px-3 py-2">
                  <span className="font-medium">{title}</span>{' '}
                  {isSet && <span className="text-text-muted">{words.replaces}</span>}
                  <FieldErrors id={`answer-${path}`} errors={messages[path] ?? []} />
                </li>
              ))}
            </ul>
            {!isFit && (
              <Notice kind="bad" isAlert>
                {words.unfit}
              </Notice>
            )}
            <Code code={checked.answerCode} label={words.answerCode} hint={words.answerCodeHint} />
          </>
        )}
      </div>
    </Dialog>
  )
}
