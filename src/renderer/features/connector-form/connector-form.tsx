import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Draft } from '../../../contract/groups/desktop.ts'
import { type AppError, fieldError, type FieldErrors } from '../../../contract/errors.ts'
import { type EntrySchemas, hasSecretPlaces } from '../../../shared/secret-places.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { asObject } from '../../../shared/json.ts'
import { parsePath } from '../../../shared/path.ts'
import { freeName, nameKey } from '../../../shared/names.ts'
import { AskingContext } from '../../forms/data/form-context.ts'
import { fieldLabels } from '../../forms/data/field-labels.ts'
import { type FormValue, SchemaForm } from '../../forms/schema-form.tsx'
import { SecretMoves } from '../../forms/secret-moves.tsx'
import { connectorsOf } from '../../stores/connector-store.ts'
import { mayChange, useReadOnlyReason, useStores } from '../../stores/context.ts'
import { type TryOut, useTryOut } from '../../stores/tests/use-try-out.ts'
import { testsText } from '../../text/connection-tests.ts'
import { statusReason } from '../../text/test-wording.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { text } from '../../text/text.ts'
import { moment } from '../../text/formats.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { DocsLink } from '../../ui/docs-link.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { ConfigJsonView } from './config-json-view.tsx'
import { ElsewhereNotice } from './elsewhere-notice.tsx'
import { HeadFields } from './head-fields.tsx'
import { useAsking } from './use-asking.ts'
import { useConfigJson } from './use-config-json.ts'
import { useElsewhere } from './use-elsewhere.ts'
import { type SignInPart, useFormSignIn } from './use-form-sign-in.ts'
import { useHead } from './use-head.ts'
import { useLiveValidation } from './use-live-validation.ts'
import { TagsField } from './tags-field.tsx'
import { useSave } from './use-save.ts'
import type { Subject } from './use-subject.ts'
import { useUnsaved } from './use-unsaved.ts'

/** What the form gives to the component that tests what is typed. */
export interface TryOutBarProps {
  tryOut: TryOut
  onTest: () => void
  onUse: (address: string, field: string) => void
}

interface ConnectorFormProps {
  workspace: Workspace
  subject: Subject
  /** Unsaved changes from before a restart. */
  draft: Draft | undefined
  keyPanel: ReactNode
  askDialog: AskForSecret
  tryOutBar: ComponentType<TryOutBarProps>
  /** Signs people in to the service of an entry that says how. */
  signIn: ComponentType<SignInPart>
}

/** Asks somebody else for secrets of an installed connector. */
export type AskForSecret = ComponentType<{
  workspaceId: string
  id: string
  name: string
  paths: readonly string[]
  onClose: () => void
}>

const VIEWS = [
  { value: 'form', label: text.form.json.asForm },
  { value: 'json', label: text.form.json.asJson },
] as const
const FORM_ID = 'connector-form'

/** The form of one connector in its dialog; the only place that holds unsaved input. */
export function ConnectorForm(props: ConnectorFormProps) {
  const { workspace, subject, draft, keyPanel } = props
  const { askDialog: AskDialog, tryOutBar: TryOutBar, signIn: SignIn } = props
  const { connectors, session, view } = useStores()
  const { entry, connector } = subject
  const { head, change, lifetime, expiryNote, follow } = useHead(subject, draft, () =>
    freeName(
      entry.name,
      (connectorsOf(connectors.store.getState(), workspace.id).cards ?? []).map((card) => card.name),
    ),
  )
  const hasConfig = Object.keys(asObject(entry.configSchema)).length > 0
  const json = useConfigJson(entry)
  const [failure, setFailure] = useState<AppError | null>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const { asking, toAsk, path: pathToAsk, close: stopAsking } = useAsking(workspace.id, connector)
  const signIn = useFormSignIn(entry, json.form)
  const validation = useLiveValidation(subject, [...toAsk, ...signIn.paths])
  const unsaved = useUnsaved({ workspace, subject, head, draft })
  const isReadOnly = !mayChange(workspace)
  const readOnly = useReadOnlyReason(workspace)
  const hasExpiry = head.secretExpiresAt !== null || hasSecretPlaces(entry)
  const isKeyOpen = useStore(session.store, ({ keys }) => keys[workspace.id]?.state === 'READY')

  const tryOut = useTryOut(workspace.id)
  const readValue = useRef<(() => FormValue) | null>(null)
  const test = () => {
    const read = readValue.current
    if (!read) return
    const tokens = signIn.id === undefined ? {} : { signIn: signIn.id }
    tryOut.run({ catalogKey: entry.key, ...(connector && { id: connector.id }), ...read(), ...tokens })
  }
  const hasFailed = tryOut.result?.ok === false

  const changeField = useRef<((value: unknown, path: string[]) => void) | null>(null)
  const elsewhere = useElsewhere({
    ...{ workspaceId: workspace.id, connector, draft, changeField },
    changeHead: change,
    read: () => {
      const form = unsaved.form.current
      return form && { ...head, config: form().values.config }
    },
  })

  /** A save that the schema of its input refuses does not come to the name, which may be taken as well. */
  const nameErrors = (): FieldErrors => {
    const { cards } = connectorsOf(connectors.store.getState(), workspace.id)
    const isTaken = cards?.some(({ id, name }) => id !== connector?.id && nameKey(name) === nameKey(head.name))
    return isTaken ? { name: [fieldError('name_taken')] } : {}
  }
  const { save, isBusy, isSaved } = useSave({
    workspace,
    subject,
    basedOn: elsewhere.basedOn,
    signIn: signIn.id,
    onFailure: async (error, value) => {
      await validation.show(fieldMessages(error.fields && { ...nameErrors(), ...error.fields }), value)
      setFailure(error)
      if (error.reason === 'changed') await elsewhere.look()
    },
  })
  const submit = (value: FormValue) => {
    if (json.hasProblem()) return
    validation.start()
    setFailure(null)
    void save(value, head, toAsk)
  }
  const title = isReadOnly ? text.form.viewTitle : connector ? text.form.configureTitle : text.form.addTitle
  return (
    <Dialog
      title={title(connector?.name ?? entry.name)}
      icon={<EntryIcon icon={entry.icon} name={entry.name} />}
      {...(entry.docsUrl !== null && {
        description: <DocsLink href={entry.docsUrl}>{text.catalog.docs(entry.name)}</DocsLink>,
      })}
      workspace={workspace}
      onClose={view.close}
      isDirty={() => signIn.id !== undefined || Boolean(json.opened?.problem) || unsaved.isDirty()}
      initialFocus={() => nameField.current}
      // After a save the focus goes to the connector's card.
      finalFocus={() => (isSaved() ? false : null)}
      footer={
        isReadOnly ? (
          <DialogClose>{text.common.close}</DialogClose>
        ) : (
          <>
            {entry.connectionTest !== null && (
              <TryOutBar
                tryOut={tryOut}
                onTest={test}
                onUse={(address, field) => changeField.current?.(address, parsePath(field).map(String))}
              />
            )}
            <DialogClose>{text.common.cancel}</DialogClose>
            <Button type="submit" form={FORM_ID} variant={hasFailed ? 'secondary' : 'primary'} busy={isBusy}>
              {submitWords(connector !== null, hasFailed)}
            </Button>
          </>
        )
      }
    >
      <div
        className="flex flex-col gap-4"
        onBlur={validation.start}
        onInputCapture={unsaved.onTouch}
        onClickCapture={unsaved.onTouch}
      >
        {readOnly !== null && <Notice kind="lock">{readOnly}</Notice>}
        {draft && <DraftNotice draft={draft} schemas={entry} />}
        {connector?.status === 'error' && connector.statusMessage !== null && (
          <Notice kind="bad">
            <p className="font-medium">{text.form.inError}</p>
            <p className="text-text-muted">{statusReason(connector)}</p>
          </Notice>
        )}
        {connector && <SecretMoves connector={connector} />}
        {elsewhere.news && (
          <ElsewhereNotice
            key={elsewhere.news.theirs.updatedAt}
            schemas={entry}
            {...elsewhere.news}
            onSettle={(choices) => {
              setFailure(null)
              elsewhere.settle(choices)
              if (json.opened) json.reread()
            }}
          />
        )}
        {failure && !(failure.code === 'locked' && isKeyOpen) && (
          <Failure error={failure} isInstalled={connector !== null} keyPanel={keyPanel} />
        )}
        {!isReadOnly && (
          <SignIn entry={entry} workspaceId={workspace.id} connectorId={connector?.id ?? null} {...signIn.part} />
        )}
        <AskingContext value={isReadOnly ? null : asking}>
          <SchemaForm
            schemas={entry}
            isNew={!connector}
            config={connector?.config ?? {}}
            secrets={connector?.secrets ?? []}
            draft={draft}
            draftRef={unsaved.form}
            changeRef={changeField}
            configRef={json.form}
            instead={
              json.opened && {
                since: json.opened.start.replaced,
                view: (
                  <ConfigJsonView
                    json={json}
                    errors={{ ...validation.errors, ...tryOut.errors }}
                    isReadOnly={isReadOnly}
                  />
                ),
                goTo: json.goToPath,
              }
            }
            errors={validation.errors}
            urgent={tryOut.errors}
            valueRef={readValue}
            disabled={isReadOnly}
            formId={FORM_ID}
            onChange={(value) => {
              unsaved.onChange(value)
              validation.onChange(value)
              tryOut.forget()
              follow(value)
            }}
            onSubmit={submit}
            extra={
              <>
                <div data-path="name">
                  <Field
                    ref={nameField}
                    label={text.form.name}
                    hint={text.form.nameHint}
                    errors={validation.head.name}
                    value={head.name}
                    disabled={isReadOnly}
                    onChange={(event) => {
                      change({ name: event.target.value })
                      validation.forget('name')
                    }}
                  />
                </div>
                <TagsField
                  workspaceId={workspace.id}
                  tags={head.tags}
                  errors={validation.head.tags}
                  disabled={isReadOnly}
                  onChange={(tags) => {
                    change({ tags })
                    validation.forget('tags')
                  }}
                />
                {hasConfig && (
                  <Segments
                    label={text.form.json.view}
                    options={VIEWS}
                    value={json.opened ? 'json' : 'form'}
                    onChange={(view) => {
                      if (view === 'form') return json.close()
                      json.open()
                      validation.start()
                    }}
                  />
                )}
              </>
            }
            after={
              <HeadFields
                head={head}
                errors={validation.head}
                disabled={isReadOnly}
                lifetime={lifetime}
                hasExpiry={hasExpiry}
                expiryNote={expiryNote}
                onChange={(next) => {
                  change(next)
                  for (const field of Object.keys(next) as (keyof typeof next)[]) validation.forget(field)
                }}
              />
            }
          />
        </AskingContext>
        {connector && pathToAsk !== null && (
          <AskDialog
            workspaceId={workspace.id}
            id={connector.id}
            name={connector.name}
            paths={[pathToAsk]}
            onClose={stopAsking}
          />
        )}
      </div>
    </Dialog>
  )
}

/** A connector whose test failed may be saved all the same, as its service may only be away. */
function submitWords(isInstalled: boolean, hasFailed: boolean): string {
  if (hasFailed) return isInstalled ? testsText.form.saveAnyway : testsText.form.addAnyway
  return isInstalled ? text.form.save : text.form.install
}

/** Words an error for this form where that helps more than the message itself. */
function messageOf(error: AppError, isInstalled: boolean): string {
  if (error.reason === 'changed') return text.form.changed
  return isInstalled && error.code === 'not_found' ? text.form.gone : errorMessage(error)
}

interface FailureProps {
  error: AppError
  isInstalled: boolean
  keyPanel: ReactNode
}

/** Explains why nothing was saved and offers the way out where the form has one. */
function Failure({ error, isInstalled, keyPanel }: FailureProps) {
  const place = useRef<HTMLDivElement>(null)
  // The save button may be far below this notice, so the notice scrolls into view.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  // The form's own summary already lists field errors.
  if (error.code === 'invalid' && error.fields) return null
  return (
    <div ref={place}>
      <Notice kind={error.code === 'locked' ? 'warn' : 'bad'} isAlert>
        <p className="font-medium">{error.code === 'locked' ? text.form.locked : text.form.saveFailed}</p>
        <p className="text-text-muted">{messageOf(error, isInstalled)}</p>
        {error.code === 'locked' && <div className="mt-3">{keyPanel}</div>}
      </Notice>
    </div>
  )
}

/** Explains that the form holds unsaved changes from before a restart, and which fields are missing. */
function DraftNotice({ draft, schemas }: { draft: Draft; schemas: EntrySchemas }) {
  const [labels] = useState(() => fieldLabels(schemas, draft.values, draft.leftOut).join(' · '))
  return (
    <Notice kind="info">
      <p className="font-medium">{text.draft.resumed(moment(draft.typedAt))}</p>
      {labels !== '' && <p className="text-text-muted">{text.draft.leftOut(labels)}</p>}
    </Notice>
  )
}
