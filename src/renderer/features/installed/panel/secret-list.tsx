import { IconClock, IconKey, IconKeyOff } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import type { ConnectorCard, SecretState } from '../../../../contract/groups/connectors.ts'
import type { SecretRequest } from '../../../../contract/groups/secret-requests.ts'
import { signInPlan } from '../../../../shared/services/oauth.ts'
import { SOON_DAYS, stateOf } from '../../../../shared/connector-state.ts'
import { mayChange, useStores, useWorkspace } from '../../../stores/context.ts'
import { requestsText, secretsText } from '../../../text/secrets.ts'
import { useReading } from '../../../stores/lists/use-reading.ts'
import { dayText, moment } from '../../../text/formats.ts'
import { text } from '../../../text/text.ts'
import { errorMessage } from '../../../text/wording.ts'
import { Button } from '../../../ui/button.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { Confirm } from '../../../ui/dialogs/confirm.tsx'
import { Notice } from '../../../ui/states/notice.tsx'
import { useToday } from '../../../ui/today.ts'
import { secretLabel, secretWords } from './secret-words.ts'
import { useDetails } from './use-details.ts'

const words = text.installed.panel

/** What is known of a connector's secrets: whether they are set and since when, never their values. */
export function SecretList({ card }: { card: ConnectorCard }) {
  const { api, connection, view } = useStores()
  const workspace = useWorkspace()
  const readRequests = useCallback(
    () => api.secretRequests.list({ workspaceId: workspace.id, connectorId: card.id }),
    [api, workspace.id, card.id],
  )
  const { value: requests } = useReading(workspace.id, readRequests)
  const { details, error } = useDetails(card)
  const [clearing, setClearing] = useState<SecretState | null>(null)
  const isWriter = mayChange(workspace)
  const today = useToday()
  const { days } = stateOf(card, today)
  if (error) return <Notice kind="bad">{errorMessage(error)}</Notice>
  if (!details) return null
  const { secrets, signIn } = details.connector
  const isLost = signIn !== null && signIn.lost !== null
  if (secrets.length === 0) return <p className="text-sm text-text-muted">{words.noSecrets}</p>
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="text-text-muted">{words.secretsHint}</p>
      {signIn && (
        <p className={isLost ? 'text-warn' : ''}>
          {isLost ? words.signedOut : words.signedIn(moment(signIn.signedInAt))}
        </p>
      )}
      {isWriter && signInPlan(details.entry) && (
        <div>
          <Button
            size="s"
            variant={isLost ? 'primary' : 'secondary'}
            onClick={() => view.open({ kind: 'sign-in', id: card.id, workspaceId: workspace.id })}
          >
            {signIn ? words.signInAgain : words.signIn}
          </Button>
        </div>
      )}
      {card.secretExpiresAt !== null && (
        <p className={classNames('flex flex-wrap items-center gap-x-1.5', days <= SOON_DAYS && 'text-warn')}>
          <IconClock size={16} aria-hidden className={classNames('shrink-0', days > SOON_DAYS && 'text-text-muted')} />
          {secretsText.expiry.badge(Math.round(days))} · {dayText(card.secretExpiresAt)}
          {isWriter && (
            <Button
              variant="link"
              onClick={() => view.open({ kind: 'expiry-many', workspaceId: workspace.id, ids: [card.id] })}
            >
              {words.changeExpiry}
            </Button>
          )}
        </p>
      )}
      <ul>
        {secrets.map((secret) => (
          <li key={secret.path} className="flex gap-2 border-line py-3 not-first:border-t">
            {secret.isSet && !secret.mustReenter ? (
              <IconKey size={16} aria-hidden className="mt-0.5 shrink-0 text-text-muted" />
            ) : (
              <IconKeyOff size={16} aria-hidden className="mt-0.5 shrink-0 text-text-muted" />
            )}
            <div className="min-w-0 flex-1">
              <h3 className="font-semibold">{secretLabel(secret.path)}</h3>
              <p
                className={classNames(
                  'break-words',
                  secret.mustReenter || secret.mustConfirm ? 'text-warn' : 'text-text-muted',
                )}
              >
                {secretWords(secret, connection.kind === 'electron')}
              </p>
              <WaitsFor
                request={requests?.find(({ state, paths }) => state === 'open' && paths.includes(secret.path))}
              />
              {isWriter && (
                <div className="mt-1 -ms-2 flex">
                  {secret.mustConfirm && <ConfirmReference card={card} secret={secret} />}
                  <Button
                    size="s"
                    variant="quiet"
                    onClick={() =>
                      view.open({
                        kind: 'set-secret',
                        workspaceId: workspace.id,
                        ids: [card.id],
                        path: secret.path,
                      })
                    }
                  >
                    {secret.isSet ? words.replace : words.set}
                  </Button>
                  <Button
                    size="s"
                    variant="quiet"
                    aria-label={requestsText.askNamed(secretLabel(secret.path))}
                    onClick={() =>
                      view.open({
                        ...{ kind: 'ask-secret', workspaceId: workspace.id, id: card.id, name: card.name },
                        paths: [secret.path],
                      })
                    }
                  >
                    {requestsText.ask}
                  </Button>
                  {secret.isSet && (
                    <Button size="s" variant="quiet" onClick={() => setClearing(secret)}>
                      {words.clearSecret}
                    </Button>
                  )}
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      {clearing && <ClearDialog card={card} secret={clearing} onClose={() => setClearing(null)} />}
    </div>
  )
}

/** The request that a secret waits for, where there is one. */
const WaitsFor = ({ request }: { request: SecretRequest | undefined }) =>
  request && <p className="text-text-muted">{requestsText.waits(request.until)}</p>

/** Lets a reference that came from elsewhere be used. */
function ConfirmReference({ card, secret: { path, reference = '' } }: { card: ConnectorCard; secret: SecretState }) {
  const { connection, connectors, toasts } = useStores()
  const { id: workspaceId } = useWorkspace()
  const label = secretLabel(path)
  // A script can do over http whatever a person in a browser can.
  if (connection.kind !== 'electron') return null
  const confirm = async () => {
    try {
      await connectors.confirmReference({ workspaceId, id: card.id, path, reference })
      toasts.success(words.confirmed(label, card.name), { subjects: [card.id], workspaceId })
    } catch (cause) {
      toasts.failure(words.notConfirmed(label), cause, { subjects: [card.id], workspaceId })
    }
  }
  return (
    <Button size="s" variant="quiet" onClick={() => void confirm()}>
      {words.confirmReference}
    </Button>
  )
}

function ClearDialog({ card, secret, onClose }: { card: ConnectorCard; secret: SecretState; onClose: () => void }) {
  const { connectors, toasts } = useStores()
  const workspace = useWorkspace()
  const [isBusy, setBusy] = useState(false)
  const label = secretLabel(secret.path)
  const clear = async () => {
    setBusy(true)
    try {
      await connectors.update({ workspaceId: workspace.id, id: card.id, secrets: { clear: [secret.path] } })
      toasts.success(words.cleared(label, card.name), { subjects: [card.id], workspaceId: workspace.id })
    } catch (cause) {
      toasts.failure(words.notCleared(label), cause, { subjects: [card.id], workspaceId: workspace.id })
    }
    onClose()
  }
  return (
    <Confirm
      title={words.clearTitle(label)}
      body={words.clearBody(card.name)}
      workspace={workspace}
      asksName="production"
      confirmLabel={words.clearSecret}
      busy={isBusy}
      onConfirm={() => void clear()}
      onClose={onClose}
    />
  )
}
