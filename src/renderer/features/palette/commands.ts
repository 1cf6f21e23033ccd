import type { CatalogCard } from '../../../contract/catalog.ts'
import type { ConnectorCard } from '../../../contract/connectors.ts'
import type { Workspace } from '../../../contract/workspaces.ts'
import { mayChange } from '../../stores/context.ts'
import { connectorsOf } from '../../stores/connectors.ts'
import type { Stores } from '../../stores/stores.ts'
import { text } from '../../text.ts'
import { secretsText } from '../../text-secrets.ts'
import { createSearch } from '../../ui/matches.ts'

export interface Command {
  id: string
  label: string
  /** What is shown before the label. */
  sign:
    | { kind: 'workspace'; colour: Workspace['colour'] }
    | { kind: 'entry'; icon: string | null; name: string }
    | { kind: 'action' }
  run: () => void
}

export interface CommandGroup {
  value: string
  items: Command[]
}

/** Actions that belong to other features; the page supplies them. */
export interface Outside {
  exportTargets: () => void
  setStatus: (card: ConnectorCard) => void
}

const MAX_PER_GROUP = 8

const searchCommands = createSearch<Command>(({ label }) => label)
const searchWorkspaces = createSearch<Workspace>(({ name }) => name)
const searchConnectors = createSearch<ConnectorCard>((card) => `${card.name} ${card.catalogName}`)
const searchCatalog = createSearch<CatalogCard>((entry) => `${text.catalog.add} ${entry.name}`)

/** The commands that fit what was typed, a few of each group; typing leads to the others. */
export function findCommands(stores: Stores, workspace: Workspace, outside: Outside, query: string): CommandGroup[] {
  const { catalog, connectors, desktop, view, workspaces } = stores
  const isWriter = mayChange(workspace)
  const workspaceId = workspace.id
  const first = <T extends object>(search: (items: readonly T[], query: string) => readonly T[], items: readonly T[]) =>
    search(items, query).slice(0, MAX_PER_GROUP)

  const sign = { kind: 'action' } as const
  const actions: Command[] = [
    { id: 'catalog', label: text.palette.goCatalog, sign, run: () => view.showTab('catalog') },
    { id: 'installed', label: text.palette.goInstalled, sign, run: () => view.showTab('installed') },
    { id: 'export', label: text.palette.exportTargets, sign, run: outside.exportTargets },
    { id: 'new', label: text.palette.newWorkspace, sign, run: () => view.open({ kind: 'new-workspace' }) },
    ...(isWriter
      ? [
          {
            id: 'edit',
            label: text.palette.editWorkspace,
            sign,
            run: () => view.open({ kind: 'edit-workspace', workspaceId }),
          },
        ]
      : []),
    ...(workspaces.store.getState().list?.some(mayChange)
      ? [
          { id: 'import', label: text.palette.importEntries, sign, run: () => view.open({ kind: 'import' }) },
          { id: 'entry', label: text.palette.newEntry, sign, run: () => view.open({ kind: 'edit-entry', key: null }) },
        ]
      : []),
    ...(isWriter
      ? [
          {
            id: 'rotate-secret',
            label: secretsText.change.open,
            sign,
            run: () => view.open({ kind: 'rotate-secret', workspaceId }),
          },
        ]
      : []),
    { id: 'trash', label: text.trash.open, sign, run: () => view.open({ kind: 'trash', workspaceId }) },
    {
      id: 'create-backup',
      label: secretsText.backup.create,
      sign,
      run: () => view.open({ kind: 'create-backup', workspaceId }),
    },
    {
      id: 'restore-backup',
      label: secretsText.backup.restore,
      sign,
      run: () => view.open({ kind: 'restore-backup', workspaceId }),
    },
    ...(workspaces.store.getState().list?.some(({ role }) => role === 'owner')
      ? [
          {
            id: 'restore-database',
            label: text.recovery.open,
            sign,
            run: () => view.open({ kind: 'restore-database' }),
          },
        ]
      : []),
    { id: 'key', label: text.palette.key, sign, run: () => view.open({ kind: 'key', workspaceId }) },
    { id: 'lock', label: secretsText.lock.title, sign, run: () => void stores.lock(workspaceId) },
    ...(desktop?.store.getState().update
      ? [{ id: 'updates', label: text.updates.title, sign, run: () => view.open({ kind: 'updates' }) }]
      : []),
  ]

  const ofConnector = (card: ConnectorCard): Command[] => {
    const sign = { kind: 'entry', icon: card.icon, name: card.catalogName } as const
    const isActive = card.status === 'active'
    const { configureNamed, viewNamed, activateNamed, deactivateNamed } = text.installed
    const open: Command = {
      id: `open ${card.id}`,
      label: (isWriter ? configureNamed : viewNamed)(card.name),
      sign,
      run: () => view.open({ kind: 'configure', id: card.id, workspaceId }),
    }
    const change: Command = {
      id: `status ${card.id}`,
      label: (isActive ? deactivateNamed : activateNamed)(card.name),
      sign,
      run: () => outside.setStatus(card),
    }
    return isWriter ? [open, change] : [open]
  }
  const cards = connectorsOf(connectors.store.getState(), workspaceId).cards ?? []
  const others = (workspaces.store.getState().list ?? []).filter(({ id }) => id !== workspaceId)

  const groups: CommandGroup[] = [
    { value: text.palette.groups.actions, items: [...first(searchCommands, actions)] },
    {
      value: text.palette.groups.workspaces,
      items: first(searchWorkspaces, others).map((other) => ({
        id: `workspace ${other.id}`,
        label: text.palette.switchTo(other.name),
        sign: { kind: 'workspace', colour: other.colour },
        run: () => workspaces.select(other.id),
      })),
    },
    { value: text.palette.groups.connectors, items: findConnectors(cards, query).flatMap(ofConnector) },
    {
      value: text.palette.groups.catalog,
      items: (isWriter ? first(searchCatalog, catalog.store.getState().cards ?? []) : []).map((entry) => ({
        id: `add ${entry.key}`,
        label: text.catalog.addNamed(entry.name),
        sign: { kind: 'entry', icon: entry.icon, name: entry.name },
        run: () => view.open({ kind: 'add', key: entry.key, workspaceId }),
      })),
    },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

/** Connectors come up only when something is typed; the verb of a command may be typed before the name. */
function findConnectors(cards: readonly ConnectorCard[], query: string): readonly ConnectorCard[] {
  const { configure, view, activate, deactivate } = text.installed
  const verbs = new Set([configure, view, activate, deactivate].map((verb) => verb.toLowerCase()))
  const [verb = '', ...rest] = query.trim().split(/\s+/)
  const name = verbs.has(verb.toLowerCase()) ? rest.join(' ') : query
  return name.trim() === '' ? [] : searchConnectors(cards, name).slice(0, MAX_PER_GROUP)
}
