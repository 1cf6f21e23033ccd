import { type FormEvent, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { AppError } from '../../../contract/errors.ts'
import type { SecretResult } from '../../../contract/groups/secrets.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { formsText } from '../../text/forms.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { ExpiryField, isoDay } from '../../ui/fields/expiry-field.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ConnectorChoices } from './connector-choices.tsx'
import { SecretChoices } from './secret-choices.tsx'
import { SecretResults } from './secret-results.tsx'
import { useSecretKinds } from './use-secret-kinds.ts'
import { useValueErrors } from './use-value-errors.ts'

const words = secretsText.setSecret
const FORM_ID = 'set-secret'
const NO_CARDS: readonly ConnectorCard[] = []

interface SetSecretDialogProps {
  workspaceId: string
  /** The connectors that it is for; without them they are chosen here, and none is chosen at first. */
  ids?: readonly string[] | undefined
  /** The path of the secret, where it is known. */
  path?: string | undefined
}

/** Gives one secret of many connectors of a type a new value. */
export function SetSecretDialog({ workspaceId, ids, path }: SetSecretDialogProps) {
  const { api, connectors, toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const all = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards) ?? NO_CARDS
  const cards = useMemo(() => (ids ? all.filter(({ id }) => ids.includes(id)) : all), [all, ids])
  const kinds = useSecretKinds(workspaceId, cards)
  const [chosenKind, setKind] = useState<string | null>(null)
  const kind = kinds?.find(({ id }) => id === chosenKind) ?? kinds?.find((one) => one.path === path) ?? null
  const candidates = useMemo(() => cards.filter((card) => card.catalogKey === kind?.entryKey), [cards, kind])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [value, setValue] = useState('')
  const [isReference, setReference] = useState(false)
  const [chosenExpiry, setExpiry] = useState<string | null | undefined>()
  const lifetime = kind?.lifetime ?? null
  // A new secret has an expiry of its own: what the entry says, or none, until the person chooses.
  const expiry = chosenExpiry === undefined ? (lifetime === null ? null : isoDay(lifetime)) : chosenExpiry
  const [isAsking, ask] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [results, setResults] = useState<readonly SecretResult[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const targets = ids ? candidates : candidates.filter(({ id }) => chosen.has(id))
  const valueErrors = useValueErrors(workspaceId, kind, targets[0]?.id, value, isReference)
  const isReady = targets.length > 0 && kind !== null && value !== '' && valueErrors.length === 0 && expiry !== ''

  const send = async () => {
    if (!isReady || isBusy) return
    ask(false)
    setBusy(true)
    setError(null)
    try {
      const connectorIds = targets.map(({ id }) => id)
      const answer = await api.secrets.set({
        ...{ workspaceId, connectorIds, path: kind.path, secretExpiresAt: expiry },
        ...(isReference ? { reference: value } : { value }),
      })
      setValue('')
      const [only, ...others] = answer
      if (only && others.length === 0 && only.error === null) {
        toasts.success(words.setOne(kind.label, only.name ?? ''), { subjects: [only.id], workspaceId })
        view.close()
      } else setResults(answer)
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    // One value can be entered again; many different ones that become one cannot.
    if (targets.length > 1 || workspace?.isProduction) ask(true)
    else void send()
  }
  if (results)
    return (
      <Dialog
        title={words.result}
        workspace={workspace}
        onClose={view.close}
        bodyLabel={words.result}
        footer={
          <>
            <Button className="me-auto" onClick={() => setResults(null)}>
              {words.back}
            </Button>
            <DialogClose>{text.common.close}</DialogClose>
          </>
        }
      >
        <SecretResults results={results} />
      </Dialog>
    )
  return (
    <Dialog
      title={words.title}
      description={ids ? words.forSelected(cards.length) : undefined}
      workspace={workspace}
      onClose={view.close}
      isDirty={() => value !== ''}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} aria-disabled={!isReady}>
            {words.submit(targets.length)}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className="flex flex-col gap-5" onSubmit={submit}>
        {error && (
          <Notice kind="bad" isAlert>
            {words.failed}: {errorMessage(error)}
          </Notice>
        )}
        <SecretChoices
          kinds={kinds}
          total={cards.length}
          chosen={kind?.id ?? null}
          onChange={(next) => {
            setKind(next)
            setExpiry(undefined)
            setChosen(new Set())
          }}
        />
        {kind && (
          <>
            <div className="flex flex-col items-start gap-1">
              <div className="w-full">
                <Field
                  {...(isReference
                    ? { type: 'text', autoComplete: 'off', placeholder: formsText.secret.referenceExample }
                    : { type: 'password', autoComplete: 'new-password' })}
                  spellCheck={false}
                  label={words.newValue(kind.label)}
                  errors={valueErrors}
                  value={value}
                  onChange={(event) => setValue(event.target.value)}
                />
              </div>
              <Button
                size="s"
                variant="quiet"
                className="-ms-2"
                onClick={() => {
                  setReference(!isReference)
                  setValue('')
                }}
              >
                {isReference ? formsText.secret.enter : formsText.secret.refer}
              </Button>
            </div>
            <ExpiryField
              value={expiry}
              lifetime={lifetime}
              note={
                chosenExpiry === undefined && lifetime !== null
                  ? text.installed.expiryField.byEntry(lifetime)
                  : undefined
              }
              onChange={setExpiry}
            />
            {ids === undefined && <ConnectorChoices cards={candidates} chosen={chosen} onChange={setChosen} />}
            {targets.length > 1 && <Targets targets={targets} />}
          </>
        )}
      </form>
      {isAsking && kind && (
        <Confirm
          title={words.confirmTitle(kind.label, targets.length)}
          body={words.confirmBody(targets.length)}
          workspace={workspace}
          asksName="production"
          confirmLabel={words.confirm(targets.length)}
          onConfirm={() => void send()}
          onClose={() => ask(false)}
        />
      )}
    </Dialog>
  )
}

/** How many connectors change, by status, and what they lose. */
function Targets({ targets }: { targets: readonly ConnectorCard[] }) {
  const active = targets.filter(({ status }) => status === 'active').length
  return (
    <Notice kind="warn">
      <p className="font-medium">{words.become(targets.length)}</p>
      <p className="text-text-muted">{words.becomeHint(active, targets.length - active)}</p>
    </Notice>
  )
}
