import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../contract/errors.ts'
import type { Choice, RestorePreviewItem } from '../../../contract/groups/workspace-backups.ts'
import { mayChange, useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { useProbe } from '../../ui/fields/use-probe.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { NO_PASSPHRASE, passphraseMistake, passphraseOf } from '../../ui/fields/new-passphrase.tsx'
import { PassphraseFields } from '../../ui/fields/passphrase-fields.tsx'
import { SelectField } from '../../ui/fields/select.tsx'
import { JobProgress } from './job-progress.tsx'
import { PreviewList } from './preview-list.tsx'
import type { OpenedBackup } from './open-backup.tsx'
import { useStop } from './use-stop.ts'
import { moment } from '../../text/formats.ts'

const words = secretsText.backup
const FORM_ID = 'restore-backup'
const NEW = ''

/** Chooses what to restore and where, shows the effect on each connector, and restores. */
export function RestorePlan({
  opened: { upload, manifest },
  workspaceId,
}: {
  opened: OpenedBackup
  workspaceId: string
}) {
  const { api, session, toasts, view, workspaces } = useStores()
  const list = useStore(workspaces.store, (state) => state.list) ?? []
  const targets = list.filter(mayChange)
  const [from, setFrom] = useState(manifest.workspaces[0]?.id ?? '')
  const source = manifest.workspaces.find(({ id }) => id === from)
  const { unreadable = 0, references = 0 } = source ?? {}
  const [into, setInto] = useState(() => (targets.some(({ id }) => id === workspaceId) ? workspaceId : NEW))
  const [name, setName] = useState(source?.name ?? '')
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE)
  const [mistake, setMistake] = useState<string | null>(null)
  const [probe, repeatProbe] = useProbe(session.probe)
  const [take, setTake] = useState<Choice>('mine')
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const job = useStop()
  const form = useRef<HTMLFormElement>(null)
  // The notice may be out of sight above a long list, so it scrolls into view.
  useEffect(() => {
    if (error) form.current?.scrollIntoView({ block: 'start' })
  }, [error])
  const preview = usePreview({ upload, from, into: into === NEW ? null : into })

  const needsPassphrase = into === NEW && probe !== null && !probe.usable

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    const wrong = needsPassphrase && passphraseOf(passphrase) === null ? passphraseMistake(passphrase) : null
    setMistake(wrong)
    if (wrong !== null) return
    setBusy(true)
    setError(null)
    try {
      const target = into === NEW ? { name, ...(needsPassphrase && { passphrase: passphrase.text }) } : { into }
      const [done] = await api.workspaceBackups.restore({ upload, parts: [{ from, ...target, take, choices }] })
      view.close()
      if (!done) return
      toasts.success(words.restored(done.name), {
        ...aboutWorkspace(done.workspaceId),
        description: words.counts(done.added, done.replaced, done.kept),
      })
      await workspaces.refresh()
      workspaces.select(done.workspaceId)
      view.showTab('installed')
    } catch (cause) {
      setError(job.errorAfter(toAppError(cause)))
      setBusy(false)
    }
  }
  const failure = error ?? preview.error
  const isPossible = preview.items !== null && !preview.items.some(({ state }) => state === 'no_entry')
  return (
    <Dialog
      title={words.restoreTitle}
      description={words.madeAt(moment(manifest.createdAt), manifest.program)}
      workspace={targets.find(({ id }) => id === into) ?? null}
      size="l"
      onClose={view.close}
      footer={
        <>
          {/* Here it is in sight however far the list is scrolled. */}
          <div className="me-auto w-56">
            <JobProgress isBusy={isBusy} onStop={job.stop} />
          </div>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} aria-disabled={!isPossible}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <form ref={form} id={FORM_ID} className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {failure && !error?.fields && (
          <Notice kind="bad" isAlert>
            {words.restoreFailed}: {errorMessage(failure)}
          </Notice>
        )}
        {manifest.workspaces.length > 1 && (
          <SelectField
            label={words.from}
            value={from}
            options={manifest.workspaces.map((one) => ({
              value: one.id,
              label: `${one.name}, ${words.count(one.connectors)}`,
            }))}
            onChange={(next) => {
              setFrom(next)
              setName(manifest.workspaces.find(({ id }) => id === next)?.name ?? '')
              setChoices({})
            }}
          />
        )}
        <SelectField
          label={words.into}
          value={into}
          options={[
            { value: NEW, label: words.newWorkspace },
            ...targets.map((workspace) => ({ value: workspace.id, label: workspace.name })),
          ]}
          onChange={(next) => {
            setInto(next)
            setChoices({})
          }}
        />
        {into === NEW && (
          <Field
            label={words.name}
            errors={fieldMessages(error?.fields)['name']}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        {needsPassphrase && (
          <PassphraseFields
            why={probe.message === null ? null : errorMessage({ ...probe, message: probe.message })}
            value={passphrase}
            errors={mistake === null ? fieldMessages(error?.fields)['passphrase'] : [mistake]}
            onChange={(choice) => {
              setPassphrase(choice)
              setMistake(null)
            }}
            onRetry={repeatProbe}
          />
        )}
        {unreadable > 0 && <Notice kind="warn">{words.unreadable(unreadable)}</Notice>}
        {references > 0 && <Notice kind="info">{words.references(references)}</Notice>}
        {preview.items && (
          <PreviewList
            items={preview.items}
            choiceOf={(id) => choices[id] ?? take}
            onChoice={(id, choice) => setChoices({ ...choices, [id]: choice })}
            onAll={(choice) => {
              setTake(choice)
              setChoices({})
            }}
          />
        )}
      </form>
    </Dialog>
  )
}

interface Preview {
  /** Null until it is known. */
  items: readonly RestorePreviewItem[] | null
  error: AppError | null
}

const UNKNOWN: Preview = { items: null, error: null }

/** The effect of restoring a workspace of an opened backup into the workspace `into`, or into a new one. */
function usePreview({ upload, from, into }: { upload: string; from: string; into: string | null }): Preview {
  const { api } = useStores()
  const [answer, setAnswer] = useState({ question: '', ...UNKNOWN })
  const question = [upload, from, into].join(' ')
  useEffect(() => {
    let isCurrent = true
    api.workspaceBackups.preview({ upload, from, ...(into !== null && { into }) }).then(
      (items) => isCurrent && setAnswer({ question, items, error: null }),
      (error: unknown) => isCurrent && setAnswer({ question, items: null, error: toAppError(error) }),
    )
    return () => {
      isCurrent = false
    }
  }, [api, question, upload, from, into])
  return answer.question === question ? answer : UNKNOWN
}
