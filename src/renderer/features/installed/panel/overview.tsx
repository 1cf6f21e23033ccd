import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { formatIdentity } from '../../../../shared/search/identity.ts'
import { type ConnectorState, needsAttention, stateOf } from '../../../../shared/connector-state.ts'
import { testsText } from '../../../text/connection-tests.ts'
import { mayChange, useStores, useWorkspace } from '../../../stores/context.ts'
import { secretsText } from '../../../text/secrets.ts'
import { moment } from '../../../text/formats.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CapabilityChips } from '../../../ui/capabilities/capabilities.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Notice } from '../../../ui/states/notice.tsx'
import { useToday } from '../../../ui/today.ts'
import { statusWords } from '../../../ui/cards/status-badge.tsx'
import { TagButton } from '../tag-button.tsx'
import { LastTest } from './last-test.tsx'
import { UsedBy } from './used-by.tsx'
import { useDetails } from './use-details.ts'

const words = text.installed.panel

/** What the button does that mends it. */
function mendLabel(card: ConnectorCard, { condition }: ConnectorState): string {
  if (card.needsSignIn) return words.signInAgain
  if (card.attention > 0) return words.update
  return condition === 'failing' ? words.configure : words.enterSecret
}

/** What a connector is, how it is, and who has changed it. */
export function Overview({ card, onMend }: { card: ConnectorCard; onMend?: (() => void) | undefined }) {
  const { view } = useStores()
  const workspace = useWorkspace()
  const { id: workspaceId } = workspace
  const isWriter = mayChange(workspace)
  const { details } = useDetails(card)
  const state = stateOf(card, useToday(card.secretExpiresAt !== null))
  const { word, reason } = statusWords(card, state)
  return (
    <div className="flex flex-col gap-4">
      {needsAttention(state) && (
        <Notice kind={state.condition === 'error' ? 'bad' : 'warn'}>
          <p className="font-medium">{words.attention[state.condition as keyof typeof words.attention]}</p>
          <p className="text-text-muted wrap-anywhere">{reason === '' ? word : reason}</p>
          {onMend && state.condition !== 'error' && (
            <Button size="s" className="mt-2" onClick={onMend}>
              {mendLabel(card, state)}
            </Button>
          )}
        </Notice>
      )}
      <Facts>
        <Fact name={words.type}>
          {card.catalogName} {details && <span className="text-text-muted">{details.connector.catalogVersion}</span>}
        </Fact>
        {card.identity !== null && (
          <Fact name={words.identity}>
            <bdi className="wrap-anywhere">{formatIdentity(card.identity)}</bdi>
          </Fact>
        )}
        <Fact name={words.status}>
          {word}
          {card.statusSince !== null && (
            <span className="text-text-muted"> {text.installed.status.since(card.statusSince)}</span>
          )}
        </Fact>
        {card.isTestable && (
          <Fact name={testsText.title}>
            <LastTest card={card} lastTest={details?.connector.lastTest ?? null} />
          </Fact>
        )}
        {card.secretExpiresAt !== null && (
          <Fact name={words.expires}>{secretsText.expiry.badge(Math.round(state.days))}</Fact>
        )}
        {card.description !== '' && (
          <Fact name={text.form.description}>
            <span className="wrap-anywhere whitespace-pre-wrap">{card.description}</span>
          </Fact>
        )}
        {(card.tags.length > 0 || isWriter) && (
          <Fact name={text.installed.tags}>
            <span className="flex flex-wrap items-center gap-1">
              {card.tags.map((tag) => (
                <TagButton key={tag} tag={tag} />
              ))}
              {isWriter && (
                <Button
                  variant="quiet"
                  size="s"
                  className="size-6"
                  aria-label={words.changeTags}
                  title={words.changeTags}
                  icon={<IconPlus size={14} aria-hidden />}
                  onClick={() => view.open({ kind: 'tag-many', workspaceId, ids: [card.id] })}
                />
              )}
            </span>
          </Fact>
        )}
      </Facts>
      {details?.entry.capabilities.publish === true && (
        <section className="flex flex-col gap-2 border-t border-line pt-4">
          <h3 className="text-xs font-semibold text-text-muted">{words.capabilities}</h3>
          <CapabilityChips capabilities={details.entry.capabilities} />
        </section>
      )}
      <UsedBy workspaceId={workspaceId} connectorId={card.id} title={text.installed.usedBy.title} />
      <hr className="border-line" />
      <Facts>
        <Fact name={words.updated}>{words.changedBy(moment(card.updatedAt), card.updatedByName)}</Fact>
        <Fact name={words.created}>{words.changedBy(moment(card.createdAt), card.createdByName)}</Fact>
        <Fact name={words.id}>
          <span className="flex items-center">
            <code className="truncate font-mono text-xs tracking-tighter">{card.id}</code>
            <CopyButton text={card.id} label={words.copyId} />
          </span>
        </Fact>
      </Facts>
    </div>
  )
}

const Facts = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-2 gap-y-2 text-sm">{children}</dl>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-text-muted">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
)
