import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { AppError, FieldMessages } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { type FormValue, SchemaForm } from '../../forms/schema-form.tsx'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { fieldMessages } from '../../text/field-messages.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import type { OutdatedConnector } from './use-outdated.ts'

const FORM_ID = 'outdated-form'

interface OutdatedFormProps {
  workspace: Workspace
  outdated: OutdatedConnector
  /** Opens the workspace's key, shown where saving needs it. */
  keyPanel: ReactNode
}

/** The form of exactly the fields that need attention; saving brings the connector to its entry's present version. */
export function OutdatedForm({ workspace, outdated, keyPanel }: OutdatedFormProps) {
  const { connectors, toasts, view } = useStores()
  const { entry, connector, config, dropped, lost } = outdated
  const live = useLiveCheck(outdated)
  const [paths] = useState(() => Object.keys(outdated.fields))
  const [failure, setFailure] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const isChanged = useRef(false)
  // What only a save finds may be at a field that is not shown here.
  const isAtFields =
    isWhole || Object.keys(failure?.fields ?? {}).some((path) => paths.some((known) => path.startsWith(known)))
  const isSettled = paths.length === 0 && dropped.length === 0 && lost.length === 0

  const save = async (value: FormValue) => {
    if (isBusy) return
    setBusy(true)
    setFailure(null)
    try {
      const { id } = connector
      await connectors.update({ workspaceId: workspace.id, id, ...value })
      view.close()
      toasts.success(text.outdated.saved(connector.name))
    } catch (cause) {
      const error = toAppError(cause)
      live.show(fieldMessages(error.fields))
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={text.outdated.title(connector.name)}
      description={text.outdated.body(entry.name, connector.catalogVersion, entry.version)}
      icon={<EntryIcon icon={entry.icon} name={entry.name} />}
      workspace={workspace}
      onClose={view.close}
      isDirty={() => isChanged.current}
      footer={
        <>
          <Button variant="quiet" className="mr-auto" disabled={isWhole} onClick={() => setWhole(true)}>
            {text.outdated.allFields}
          </Button>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy}>
            {text.outdated.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {isSettled && <Notice kind="info">{text.outdated.fits}</Notice>}
        {dropped.length > 0 && (
          <Notice kind="warn">
            <p>{text.outdated.dropped}</p>
            <ul className="mt-1 font-mono text-xs">
              {dropped.map((path) => (
                <li key={path}>{path}</li>
              ))}
            </ul>
          </Notice>
        )}
        {lost.length > 0 && (
          <Notice kind="warn">
            <p>{text.outdated.lost(lost.length)}</p>
            <ul className="mt-1 font-mono text-xs">
              {lost.map((path) => (
                <li key={path}>{path}</li>
              ))}
            </ul>
          </Notice>
        )}
        {failure && !isAtFields && (
          <Notice kind={failure.code === 'locked' ? 'warn' : 'bad'} isAlert>
            <p className="font-medium">{failure.code === 'locked' ? text.form.locked : text.form.saveFailed}</p>
            <p className="text-text-muted">{failure.fields ? text.outdated.elsewhere : failure.message}</p>
            {failure.code === 'locked' && <div className="mt-3">{keyPanel}</div>}
          </Notice>
        )}
        <SchemaForm
          schemas={entry}
          config={config}
          secrets={connector.secrets}
          isNew={false}
          {...(!isWhole && { only: paths })}
          errors={live.errors}
          formId={FORM_ID}
          onChange={(value) => {
            isChanged.current = true
            live.onChange(value)
          }}
          onSubmit={(value) => void save(value)}
        />
      </div>
    </Dialog>
  )
}

const DEBOUNCE_MS = 400

/** The messages at the fields, checked again once typing rests; an answer that a newer change has overtaken is dropped. */
function useLiveCheck({ connector, errors: first }: OutdatedConnector) {
  const { api } = useStores()
  const [errors, setErrors] = useState<FieldMessages>(first)
  const latest = useRef<FormValue | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const check = async (value: FormValue) => {
    const kept = connector.secrets.filter(({ isSet }) => isSet).map(({ path }) => path)
    try {
      const answer = await api.connectors.validateConfig({ catalogKey: connector.catalogKey, ...value, kept })
      if (latest.current === value) setErrors(fieldMessages(answer.fields))
    } catch {
      // Saving checks again and says what is wrong.
    }
  }
  return {
    errors,
    /** Shows what main answered to a save. */
    show: (messages: FieldMessages) => {
      clearTimeout(timer.current)
      latest.current = null
      setErrors(messages)
    },
    onChange: (value: FormValue) => {
      latest.current = value
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void check(value), DEBOUNCE_MS)
    },
  }
}
