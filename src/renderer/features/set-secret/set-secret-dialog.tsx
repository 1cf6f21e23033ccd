import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { AppError } from '../../../contract/errors.ts'
import type { SecretResult } from '../../../contract/groups/secrets.ts'
import { labelFromName } from '../../../shared/label.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { SelectField } from '../../ui/fields/select.tsx'
import { ConnectorChoices } from './connector-choices.tsx'
import { SecretResults } from './secret-results.tsx'

const words = secretsText.setSecret
const FORM_ID = 'set-secret'
const NO_CARDS: readonly ConnectorCard[] = []

/** Sets one secret in many connectors of the same catalog entry. */
export function SetSecretDialog({ workspaceId }: { workspaceId: string }) {
  const { api, connectors, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const cards = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards) ?? NO_CARDS
  const entries = useMemo(() => new Map(cards.map((card) => [card.catalogKey, card.catalogName])), [cards])
  const [entryKey, setEntryKey] = useState(() => view.store.getState().entryKey ?? topEntryKey(cards) ?? '')
  const candidates = useMemo(() => cards.filter((card) => card.catalogKey === entryKey), [cards, entryKey])
  const [exceptions, setExceptions] = useState<ReadonlySet<string>>(new Set())
  const paths = useSecretPaths(workspaceId, candidates[0]?.id)
  const [pathChoice, setPath] = useState('')
  const path = paths.includes(pathChoice) ? pathChoice : (paths[0] ?? '')
  const [value, setValue] = useState('')
  const [expiry, setExpiry] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [results, setResults] = useState<SecretResult[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const targets = candidates.filter(({ id }) => !exceptions.has(id))
  const isReady = targets.length > 0 && path !== '' && value !== ''

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || isBusy) return
    setBusy(true)
    setError(null)
    try {
      const connectorIds = targets.map(({ id }) => id)
      const expiryDate = expiry === '' ? {} : { secretExpiresAt: expiry }
      setResults(await api.secrets.set({ workspaceId, connectorIds, path, value, ...expiryDate }))
      setValue('')
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={results ? words.result : words.title}
      workspace={workspace}
      onClose={view.close}
      isDirty={() => value !== ''}
      footer={
        <>
          <DialogClose>{results ? text.common.close : text.common.cancel}</DialogClose>
          {!results && (
            <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} aria-disabled={!isReady}>
              {words.submit(targets.length)}
            </Button>
          )}
        </>
      }
    >
      {results ? (
        <SecretResults results={results} />
      ) : (
        <form id={FORM_ID} className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
          {error && (
            <Notice kind="bad" isAlert>
              {words.failed}: {errorMessage(error)}
            </Notice>
          )}
          <SelectField
            label={words.entry}
            value={entryKey}
            options={[...entries].map(([key, label]) => ({ value: key, label }))}
            onChange={(next) => {
              setEntryKey(next)
              setExceptions(new Set())
            }}
          />
          <SelectField
            label={words.secret}
            value={path}
            options={paths.map((one) => ({ value: one, label: labelOf(one) }))}
            onChange={setPath}
          />
          <Field
            type="password"
            autoComplete="off"
            spellCheck={false}
            label={words.value}
            errors={fieldMessages(error?.fields)['value']}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
          <Field
            type="date"
            label={secretsText.expiry.label}
            hint={secretsText.expiry.hint}
            errors={fieldMessages(error?.fields)['secretExpiresAt']}
            value={expiry}
            onChange={(event) => setExpiry(event.target.value)}
          />
          <ConnectorChoices cards={candidates} exceptions={exceptions} onChange={setExceptions} />
        </form>
      )}
    </Dialog>
  )
}

/** The label of `auth.integration_token` as in the forms. */
const labelOf = (path: string) =>
  path
    .replace(/^(auth|config)\./, '')
    .split('.')
    .map(labelFromName)
    .join(', ')

function topEntryKey(cards: readonly ConnectorCard[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { catalogKey } of cards) counts.set(catalogKey, (counts.get(catalogKey) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** The secret paths of a connector; other connectors of its entry have the same. */
function useSecretPaths(workspaceId: string, connectorId: string | undefined): readonly string[] {
  const { api } = useStores()
  const [paths, setPaths] = useState<readonly string[]>([])
  useEffect(() => {
    let isCurrent = true
    if (connectorId !== undefined)
      api.connectors.get({ workspaceId, id: connectorId }).then(
        ({ secrets }) => isCurrent && setPaths(secrets.map(({ path }) => path)),
        () => isCurrent && setPaths([]),
      )
    return () => {
      isCurrent = false
    }
  }, [api, workspaceId, connectorId])
  return paths
}
