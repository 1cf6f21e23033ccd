import { type ReactNode, useRef, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { keptPaths } from '../../forms/data/secrets.ts'
import { type FormValue, SchemaForm } from '../../forms/schema-form.tsx'
import { SecretMoves } from '../../forms/secret-moves.tsx'
import { useCheckedErrors } from '../../forms/use-checked-errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { PathNotice } from '../../ui/states/path-notice.tsx'
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
  const { api, connectors, toasts, view } = useStores()
  const { entry, connector, config, dropped } = outdated
  const moving = connector.secrets.filter(({ formerPath }) => formerPath !== undefined).map(({ path }) => path)
  const checked = useCheckedErrors({
    first: outdated.errors,
    isStarted: true,
    check: async (value) => {
      const { catalogKey, secrets } = connector
      const kept = keptPaths(secrets)
      return fieldMessages((await api.connectors.validateConfig({ catalogKey, ...value, kept })).fields)
    },
  })
  const [paths] = useState(() => [...Object.keys(outdated.fields), ...moving])
  const [failure, setFailure] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const isChanged = useRef(false)
  // What only a save finds may be at a field that is not shown here.
  const isAtFields =
    isWhole || Object.keys(failure?.fields ?? {}).some((path) => paths.some((known) => path.startsWith(known)))
  const isSettled = paths.length + dropped.length + connector.secretsWithoutPlace.length === 0

  const save = async (value: FormValue) => {
    if (isBusy) return
    setBusy(true)
    setFailure(null)
    try {
      const { id } = connector
      await connectors.update({ workspaceId: workspace.id, id, ...value })
      view.close()
      toasts.success(text.outdated.saved(connector.name), { subjects: [id], workspaceId: workspace.id })
    } catch (cause) {
      const error = toAppError(cause)
      checked.show(fieldMessages(error.fields))
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
          <Button variant="quiet" className="me-auto" disabled={isWhole} onClick={() => setWhole(true)}>
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
        {dropped.length > 0 && <PathNotice kind="warn" words={text.outdated.dropped} paths={dropped} />}
        <SecretMoves connector={connector} />
        {failure && !isAtFields && (
          <Notice kind={failure.code === 'locked' ? 'warn' : 'bad'} isAlert>
            <p className="font-medium">{failure.code === 'locked' ? text.form.locked : text.form.saveFailed}</p>
            <p className="text-text-muted">{failure.fields ? text.outdated.elsewhere : errorMessage(failure)}</p>
            {failure.code === 'locked' && <div className="mt-3">{keyPanel}</div>}
          </Notice>
        )}
        <SchemaForm
          schemas={entry}
          config={config}
          secrets={connector.secrets}
          isNew={false}
          {...(!isWhole && { only: paths })}
          errors={checked.errors}
          formId={FORM_ID}
          onChange={(value) => {
            isChanged.current = true
            checked.onChange(value)
          }}
          onSubmit={(value) => void save(value)}
        />
      </div>
    </Dialog>
  )
}
