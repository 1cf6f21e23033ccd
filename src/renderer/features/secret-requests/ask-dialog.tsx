import { type FormEvent, useCallback, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { PagePreview, SecretRequest } from '../../../contract/groups/secret-requests.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { languageOfPage } from '../../text/language.ts'
import { requestsText as words } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { isoDay } from '../../ui/fields/expiry-field.tsx'
import { Field, FieldErrors, FieldFrame } from '../../ui/fields/field.tsx'
import { Checkbox, Textarea } from '../../ui/fields/input.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { RequestPreview } from './request-preview.tsx'

const FORM_ID = 'ask-secret'
const USUAL_DAYS = 7

interface AskDialogProps {
  workspaceId: string
  /** The connector. */
  id: string
  name: string
  /** What is asked for at first; the secrets that are not set unless given. */
  paths?: readonly string[] | undefined
  onClose: () => void
}

/** Saves a page that asks somebody else for secrets of a connector. */
export function AskDialog({ workspaceId, id, name, paths, onClose }: AskDialogProps) {
  const { api, connection, session } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const read = useCallback(() => api.secretRequests.fields({ workspaceId, id }), [api, workspaceId, id])
  const { value: fields, error: readError } = useReading(workspaceId, read)
  const [chosen, setChosen] = useState<readonly string[] | null>(paths ?? null)
  const [askedBy, setAskedBy] = useState(session.store.getState().person?.name ?? '')
  const [until, setUntil] = useState(() => isoDay(USUAL_DAYS))
  const [note, setNote] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [preview, setPreview] = useState<PagePreview | null>(null)
  const [isPreviewRefused, setPreviewRefused] = useState(false)
  const [request, setRequest] = useState<SecretRequest | null>(null)
  const unset = fields?.filter((field) => field.isSecret && !field.isSet).map(({ path }) => path) ?? []
  const toAsk = chosen ?? unset
  const messages = fieldMessages(error?.fields)

  const input = {
    workspaceId,
    connectorId: id,
    paths: [...toAsk],
    until,
    note,
    language: languageOfPage(),
    ...(askedBy.trim() && { askedBy }),
  }
  const save = async (): Promise<SecretRequest | null> => {
    if (!connection.http) return (await api.secretRequests.create(input)).request
    await connection.http.download('secretRequests.create', input)
    const [newest] = await api.secretRequests.list({ workspaceId, connectorId: id })
    return newest ?? null
  }

  const attempt = async (work: () => Promise<void>, isPreview: boolean) => {
    if (toAsk.length === 0 || isBusy) return
    setBusy(true)
    setError(null)
    setPreviewRefused(isPreview)
    try {
      await work()
    } catch (cause) {
      setError(toAppError(cause))
      setPreview(null)
    }
    setBusy(false)
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    void attempt(async () => setRequest(await save()), false)
  }
  const showPreview = () => void attempt(async () => setPreview(await api.secretRequests.preview(input)), true)

  if (request)
    return (
      <Dialog
        title={words.doneTitle}
        description={words.forConnector(name)}
        workspace={workspace}
        onClose={onClose}
        footer={<DialogClose>{text.common.close}</DialogClose>}
      >
        <div className="flex flex-col gap-3 text-sm">
          <p>{words.done}</p>
          <Code code={request.code} label={words.requestCode} hint={words.requestCodeHint} />
        </div>
      </Dialog>
    )
  if (preview)
    return (
      <Dialog
        title={words.preview}
        description={words.previewHint}
        workspace={workspace}
        onClose={onClose}
        isDirty={() => note !== ''}
        bodyLabel={words.preview}
        footer={
          <>
            <Button className="me-auto" onClick={() => setPreview(null)}>
              {words.back}
            </Button>
            <Button variant="primary" busy={isBusy} onClick={() => submit()}>
              {words.save}
            </Button>
          </>
        }
      >
        <RequestPreview preview={preview} />
      </Dialog>
    )
  return (
    <Dialog
      title={words.title}
      description={words.forConnector(name)}
      workspace={workspace}
      onClose={onClose}
      isDirty={() => note !== ''}
      footer={
        <>
          <Button className="me-auto" aria-disabled={toAsk.length === 0} onClick={showPreview}>
            {words.preview}
          </Button>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} aria-disabled={toAsk.length === 0}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} noValidate className="flex flex-col gap-4 text-sm" onSubmit={submit}>
        <ol className="list-decimal ps-5 text-text-muted">
          {words.way.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {(readError || (error && !error.fields)) && (
          <Notice kind={(error ?? readError)?.code === 'locked' ? 'warn' : 'bad'} isAlert>
            {isPreviewRefused ? words.previewFailed : words.failed}: {errorMessage((error ?? readError) as AppError)}
          </Notice>
        )}
        {fields?.length === 0 && <p className="text-text-muted">{words.none}</p>}
        {fields && fields.length > 0 && (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-semibold">{words.askFor}</legend>
            {fields.map((field) => (
              <label key={field.path} className="flex items-center gap-2">
                <Checkbox
                  checked={toAsk.includes(field.path)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...toAsk, field.path] : toAsk.filter((path) => path !== field.path))
                  }
                />
                <span className="min-w-0 wrap-anywhere">
                  <span className="font-medium">{field.title}</span>{' '}
                  <span className="text-text-muted">{field.isSet ? words.isSet : words.isNotSet}</span>
                </span>
              </label>
            ))}
            <FieldErrors id={`${FORM_ID}-none`} errors={chosen?.length === 0 ? [words.chooseOne] : []} />
          </fieldset>
        )}
        <Field
          label={words.askedBy}
          errors={messages['askedBy']}
          value={askedBy}
          onChange={({ target }) => setAskedBy(target.value)}
        />
        <Field
          type="date"
          label={words.until}
          hint={words.untilHint}
          errors={messages['until']}
          value={until}
          onChange={({ target }) => setUntil(target.value)}
        />
        <FieldFrame label={words.note} hint={words.noteHint} errors={messages['note']}>
          {(control) => (
            <Textarea {...control} rows={2} value={note} onChange={({ target }) => setNote(target.value)} />
          )}
        </FieldFrame>
      </form>
    </Dialog>
  )
}

/** A code that two people compare by telephone. */
export function Code({ code, label, hint }: { code: string; label: string; hint: string }) {
  return (
    <Notice kind="info">
      <p className="flex items-center gap-1 font-medium">
        {label} <code>{code}</code>
        <CopyButton text={code} label={`${label} ${code}`} />
      </p>
      <p className="text-text-muted">{hint}</p>
    </Notice>
  )
}
