import type { CatalogCard } from '../../../contract/groups/catalog.ts'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { isFounder } from '../../stores/session-store.ts'
import { mayChange } from '../../stores/context.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { type Command, splitVerb } from './command.ts'
import { findConnectorCommands } from './connector-commands.ts'

export interface CommandGroup {
  value: string
  items: Command[]
}

/** Actions of other features, which the page passes in. */
export interface Outside {
  exportTargets: () => void
  setStatus: (card: ConnectorCard) => void
}

const MAX_PER_GROUP = 8

const searchCommands = createSearch<Command>(({ label }) => [label])
const searchWorkspaces = createSearch<Workspace>(({ name }) => [name])
const searchCatalog = createSearch<CatalogCard>((entry) => [entry.name, text.catalog.add])

/** The commands that match a query: all actions, and a few of each other group to keep the list short. */
export function findCommands(stores: Stores, workspace: Workspace, outside: Outside, query: string): CommandGroup[] {
  const { catalog, connectors, desktop, view, workspaces } = stores
  const isWriter = mayChange(workspace)
  const isOwner = workspaces.store.getState().list?.some(({ role }) => role === 'owner') ?? false
  const workspaceId = workspace.id
  const ownsInstallation = isFounder(stores.session.store.getState())
  const hasUpdates = Boolean(desktop?.store.getState().update)
  const { palette, recovery, trash, updates } = text
  const { backup, setSecret: change, lock } = secretsText
  const action = (id: string, label: string, run: () => void, isOffered = true): Command[] =>
    isOffered ? [{ id, label, sign: { kind: 'action' }, run }] : []
  const actions = [
    ...action('catalog', palette.goCatalog, () => view.showTab('catalog')),
    ...action('installed', palette.goInstalled, () => view.showTab('installed')),
    ...action('export', palette.exportTargets, outside.exportTargets),
    ...action('new', palette.newWorkspace, () => view.open({ kind: 'new-workspace' })),
    ...action('edit', palette.editWorkspace, () => view.open({ kind: 'edit-workspace', workspaceId }), isWriter),
    ...action('import', palette.importEntries, () => view.open({ kind: 'import' }), ownsInstallation),
    ...action('entry', palette.newEntry, () => view.open({ kind: 'edit-entry', key: null }), ownsInstallation),
    ...action('set-secret', change.open, () => view.open({ kind: 'set-secret', workspaceId }), isWriter),
    ...action('trash', trash.open, () => view.open({ kind: 'trash', workspaceId })),
    ...action('create-backup', backup.create, () => view.open({ kind: 'create-backup', workspaceId }), isOwner),
    ...action('restore-backup', backup.restore, () => view.open({ kind: 'restore-backup', workspaceId })),
    ...action('restore-database', recovery.open, () => view.open({ kind: 'restore-database' }), ownsInstallation),
    ...action('key', palette.key, () => view.open({ kind: 'key', workspaceId })),
    ...action('lock', lock.title, () => void stores.lock(workspaceId)),
    ...action('shortcuts', palette.shortcuts, () => view.open({ kind: 'shortcuts' })),
    ...action('updates', updates.title, () => view.open({ kind: 'updates' }), hasUpdates),
  ]

  const cards = connectorsOf(connectors.store.getState(), workspaceId).cards ?? []
  const { name: named } = splitVerb(query, text.palette.switchVerbs)
  const others = (workspaces.store.getState().list ?? []).filter(({ id }) => id !== workspaceId)

  const groups: CommandGroup[] = [
    { value: text.palette.groups.actions, items: [...searchCommands(actions, query).items] },
    {
      value: text.palette.groups.workspaces,
      items: searchWorkspaces(others, named)
        .items.slice(0, MAX_PER_GROUP)
        .map((other) => ({
          id: `workspace ${other.id}`,
          label: text.palette.switchTo(other.name),
          sign: { kind: 'workspace', colour: other.colour },
          run: () => workspaces.select(other.id),
        })),
    },
    {
      value: text.palette.groups.connectors,
      items: findConnectorCommands(cards, query, MAX_PER_GROUP, {
        isWriter,
        open: ({ id }) => view.open({ kind: 'configure', id, workspaceId }),
        setStatus: outside.setStatus,
      }),
    },
    {
      value: text.palette.groups.catalog,
      items: (isWriter
        ? searchCatalog(catalog.store.getState().cards ?? [], query).items.slice(0, MAX_PER_GROUP)
        : []
      ).map((entry) => ({
        id: `add ${entry.key}`,
        label: text.catalog.addNamed(entry.name),
        sign: { kind: 'entry', icon: entry.icon, name: entry.name },
        run: () => view.open({ kind: 'add', key: entry.key, workspaceId }),
      })),
    },
  ]
  return groups.filter(({ items }) => items.length > 0)
}
