import { Tabs } from '@base-ui/react/tabs'
import {
  IconChevronDown,
  IconChevronUp,
  IconClock,
  IconDots,
  IconExternalLink,
  IconKeyOff,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { type ComponentType, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { SOON_DAYS, stateOf } from '../../../../shared/connector-state.ts'
import { formatIdentity } from '../../../../shared/search/identity.ts'
import { mayChange, useStores, useWorkspace } from '../../../stores/context.ts'
import type { PanelTab } from '../../../stores/lists/list-store.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { EntryIcon } from '../../../ui/cards/entry-icon.tsx'
import { focusFirstCard } from '../../../ui/cards/first-card.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { StatusBadge } from '../../../ui/cards/status-badge.tsx'
import { useToday } from '../../../ui/today.ts'
import { mendKind } from '../mend-kind.ts'
import { Overview } from './overview.tsx'
import { SecretList } from './secret-list.tsx'
import { SettingList } from './setting-list.tsx'

const words = text.installed.panel
const TABS: readonly PanelTab[] = ['overview', 'settings', 'secrets', 'activity']
const TAB_CLASS =
  'relative flex h-10 items-center px-3 text-sm font-medium text-text-muted hover:text-text data-active:text-text -outline-offset-4! ' +
  'after:absolute after:inset-x-3 after:bottom-0 after:h-0.5 after:rounded-full data-active:after:bg-accent'

interface ConnectorPanelProps {
  /** All connectors of the workspace. */
  cards: readonly ConnectorCard[]
  /** The connectors that are listed, through which the panel moves. */
  items: readonly ConnectorCard[]
  /** What was done to a connector. */
  activity: ComponentType<{ connectorId: string }>
}

/** The details of one connector, beside the list. */
export function ConnectorPanel({ cards, items, activity }: ConnectorPanelProps) {
  const { list } = useStores()
  const panel = useStore(list.store, (state) => state.panel)
  const card = panel === null ? undefined : cards.find(({ id }) => id === panel)
  const isGone = panel !== null && card === undefined
  useEffect(() => {
    if (isGone) list.openPanel(null)
  }, [isGone, list])
  return card ? <Panel card={card} items={items} activity={activity} /> : null
}

interface PanelProps extends Omit<ConnectorPanelProps, 'cards'> {
  card: ConnectorCard
}

function Panel({ card, items, activity: Activity }: PanelProps) {
  const { connectors, list, tests, view } = useStores()
  const workspace = useWorkspace()
  const tab = useStore(list.store, (state) => state.panelTab)
  const secretsTab = useRef<HTMLElement>(null)
  const isPending = useStore(connectors.store, ({ pending }) => card.id in pending)
  const isTesting = useStore(tests.store, ({ testing }) => testing.has(card.id))
  const isWriter = mayChange(workspace)
  const place = items.findIndex(({ id }) => id === card.id)
  const go = (step: number) => {
    const next = items[place + step]
    if (next) list.openPanel(next.id)
  }
  const close = () => {
    list.openPanel(null)
    focusFirstCard()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    close()
  }
  const manageSecrets = () => {
    list.openPanel(card.id, 'secrets')
    // The button goes with the tab that it is in, and the focus would go with it.
    secretsTab.current?.focus()
  }
  const configure = () => view.open({ kind: 'configure', id: card.id, workspaceId: workspace.id })
  const mend = () => view.open({ kind: mendKind(card), id: card.id, workspaceId: workspace.id })
  const isActive = card.status === 'active'
  return (
    // Esc closes the panel from every control in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      data-panel
      aria-label={words.title(card.name)}
      onKeyDown={onKeyDown}
      className="z-10 flex w-[432px] shrink-0 flex-col border-s border-line bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:max-w-full max-lg:shadow-overlay max-[48rem]:pb-[calc(1.5rem+var(--notices,0px))] min-[1600px]:w-[496px]"
    >
      <header className="flex gap-3 px-5 pt-4 pb-3">
        <EntryIcon icon={card.icon} name={card.catalogName} />
        <div className="flex min-w-0 flex-1 flex-col">
          <h2 className="truncate text-base font-semibold" title={card.name}>
            {card.name}
          </h2>
          <p className="flex min-w-0 items-center gap-1 text-sm text-text-muted">
            <bdi className="truncate">{card.identity === null ? card.catalogName : formatIdentity(card.identity)}</bdi>
            {card.identity !== null && <CopyButton text={card.identity} label={words.copyIdentity} />}
            {/^https?:\/\//i.test(card.identity ?? '') && (
              <a
                href={card.identity ?? undefined}
                target="_blank"
                rel="noreferrer"
                aria-label={words.openIdentity}
                title={words.openIdentity}
                className="flex size-6 shrink-0 items-center justify-center rounded-control hover:bg-surface-sunken hover:text-text"
              >
                <IconExternalLink size={14} aria-hidden />
              </a>
            )}
          </p>
          {/* The buttons beside the name leave room below them. */}
          <div className="mt-2 -me-[7.75rem] flex">
            <StatusBadge card={card} onMend={isWriter ? mend : undefined} />
          </div>
        </div>
        <div className="flex shrink-0 items-start">
          <Button
            variant="quiet"
            size="s"
            aria-haspopup="menu"
            aria-label={text.installed.menu.title(card.name)}
            title={words.more}
            icon={<IconDots size={16} aria-hidden />}
            onClick={({ currentTarget }) => list.openMenu({ id: card.id, anchor: currentTarget })}
          />
          <Step label={words.previous} icon={<IconChevronUp size={16} />} isOff={place <= 0} onClick={() => go(-1)} />
          <Step
            label={words.next}
            icon={<IconChevronDown size={16} />}
            isOff={place < 0 || place >= items.length - 1}
            onClick={() => go(1)}
          />
          <Button
            variant="quiet"
            size="s"
            aria-label={words.close}
            title={words.close}
            icon={<IconX size={16} aria-hidden />}
            onClick={close}
          />
        </div>
      </header>
      <Tabs.Root
        value={tab}
        onValueChange={(next: PanelTab) => list.openPanel(card.id, next)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Tabs.List aria-label={words.parts} className="flex h-10 shrink-0 border-b border-line px-2">
          {TABS.map((name) => (
            <Tabs.Tab key={name} ref={name === 'secrets' ? secretsTab : null} value={name} className={TAB_CLASS}>
              {words.tabs[name]}
              {name === 'secrets' && <SecretMark card={card} />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <PanelBody value="overview" label={words.tabs.overview}>
          <Overview card={card} onMend={isWriter ? mend : undefined} />
        </PanelBody>
        <PanelBody value="settings" label={words.tabs.settings}>
          <SettingList card={card} onManage={manageSecrets} />
        </PanelBody>
        <PanelBody value="secrets" label={words.tabs.secrets}>
          <SecretList card={card} />
        </PanelBody>
        <PanelBody value="activity" label={words.tabs.activity}>
          <Activity key={card.id} connectorId={card.id} />
        </PanelBody>
      </Tabs.Root>
      <footer className="flex shrink-0 items-center gap-2 border-t border-line px-5 py-3">
        {isWriter ? (
          <>
            {card.isTestable && (
              <Button busy={isTesting} onClick={() => void tests.test(workspace.id, card)}>
                {text.installed.test}
              </Button>
            )}
            <Button
              aria-disabled={isPending}
              onClick={() => void connectors.setStatus(workspace.id, card, isActive ? 'inactive' : 'active')}
            >
              {isActive ? text.installed.deactivate : text.installed.activate}
            </Button>
            <Button onClick={configure}>{words.configure}</Button>
            <Button
              variant="quiet"
              className="ms-auto hover:text-bad"
              aria-label={text.installed.deleteNamed(card.name)}
              title={text.installed.deleteConfirm}
              icon={<IconTrash size={16} aria-hidden />}
              onClick={() => view.open({ kind: 'delete', card, workspaceId: workspace.id })}
            />
          </>
        ) : (
          <Button onClick={configure}>{text.installed.view}</Button>
        )}
      </footer>
    </aside>
  )
}

function PanelBody({ value, label, children }: { value: PanelTab; label: string; children: ReactNode }) {
  return (
    <Tabs.Panel value={value} aria-label={label} className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
      {children}
    </Tabs.Panel>
  )
}

/** A mark at the tab of secrets where one of them expires soon or cannot be used. */
function SecretMark({ card }: { card: ConnectorCard }) {
  const { days } = stateOf(card, useToday())
  const isLacking = card.needsSecrets || card.needsSignIn || card.missingSecrets.length > 0
  if (!isLacking && days > SOON_DAYS) return null
  const Mark = isLacking ? IconKeyOff : IconClock
  return (
    <span className="ms-1.5 inline-flex text-warn">
      <Mark
        size={16}
        role="img"
        aria-label={
          isLacking ? text.overview.troubles.secrets : text.overview.troubles[days < 0 ? 'expired' : 'expiring']
        }
      />
    </span>
  )
}

interface StepProps {
  label: string
  icon: ReactNode
  isOff: boolean
  onClick: () => void
}

const Step = ({ label, icon, isOff, onClick }: StepProps) => (
  <Button
    variant="quiet"
    size="s"
    aria-label={label}
    title={label}
    icon={icon}
    aria-disabled={isOff}
    onClick={onClick}
  />
)
