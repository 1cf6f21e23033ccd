import {
  type Icon,
  IconArchive,
  IconDatabaseImport,
  IconDownload,
  IconFileExport,
  IconFileImport,
  IconFilePlus,
  IconKey,
  IconKeyboard,
  IconLayoutGrid,
  IconLock,
  IconPencil,
  IconPlugConnected,
  IconPlus,
  IconRestore,
  IconShieldLock,
  IconHistory,
  IconTrash,
  IconUser,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
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
import { connectorTerms, findConnectorCommands } from './connector-commands.ts'

export interface CommandGroup {
  value: string
  items: Command[]
  /** What the query matches in the labels. */
  terms: readonly string[]
}

/** Actions of other features, which the page passes in. */
export interface Outside {
  exportTargets: () => void
  setStatus: (card: ConnectorCard) => void
}

const MAX_PER_GROUP = 8

/** The keys of actions that have some. */
const KEYS: Record<string, string> = { shortcuts: '?' }

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
  const action = (id: string, icon: Icon, label: string, run: () => void, isOffered = true): Command[] =>
    isOffered ? [{ id, label, sign: { kind: 'action', icon }, run, keys: KEYS[id] }] : []
  const actions = [
    ...action('catalog', IconLayoutGrid, palette.goCatalog, () => view.showTab('catalog')),
    ...action('installed', IconPlugConnected, palette.goInstalled, () => view.showTab('installed')),
    ...action('activity', IconHistory, palette.goActivity, () => view.showTab('activity')),
    ...action('export', IconFileExport, palette.exportTargets, outside.exportTargets),
    ...action('new', IconPlus, palette.newWorkspace, () => view.open({ kind: 'new-workspace' })),
    ...action(
      'edit',
      IconPencil,
      palette.editWorkspace,
      () => view.open({ kind: 'edit-workspace', workspaceId }),
      isWriter,
    ),
    ...action('import', IconFileImport, palette.importEntries, () => view.open({ kind: 'import' }), ownsInstallation),
    ...action(
      'entry',
      IconFilePlus,
      palette.newEntry,
      () => view.open({ kind: 'edit-entry', key: null }),
      ownsInstallation,
    ),
    ...action('set-secret', IconKey, change.open, () => view.open({ kind: 'set-secret', workspaceId }), isWriter),
    ...action('trash', IconTrash, trash.open, () => view.open({ kind: 'trash', workspaceId })),
    ...action(
      'create-backup',
      IconArchive,
      backup.create,
      () => view.open({ kind: 'create-backup', workspaceId }),
      isOwner,
    ),
    ...action('restore-backup', IconRestore, backup.restore, () => view.open({ kind: 'restore-backup', workspaceId })),
    ...action(
      'restore-database',
      IconDatabaseImport,
      recovery.open,
      () => view.open({ kind: 'restore-database' }),
      ownsInstallation,
    ),
    ...action('members', IconUsers, text.people.open, () => view.open({ kind: 'members', workspaceId })),
    ...action('join', IconUserPlus, text.join.open, () => view.open({ kind: 'join' })),
    ...action('person', IconUser, text.you.open, () => view.open({ kind: 'person' })),
    ...action('key', IconShieldLock, palette.key, () => view.open({ kind: 'key', workspaceId }), isWriter),
    ...action('lock', IconLock, lock.title, () => void stores.lock(workspaceId)),
    ...action('shortcuts', IconKeyboard, palette.shortcuts, () => view.open({ kind: 'shortcuts' })),
    ...action('updates', IconDownload, updates.title, () => view.open({ kind: 'updates' }), hasUpdates),
  ]

  const cards = connectorsOf(connectors.store.getState(), workspaceId).cards ?? []
  const { name: named } = splitVerb(query, text.palette.switchVerbs)
  const others = (workspaces.store.getState().list ?? []).filter(({ id }) => id !== workspaceId)

  const actionMatches = searchCommands(actions, query)
  const workspaceMatches = searchWorkspaces(others, named)
  const entryMatches = searchCatalog(isWriter ? (catalog.store.getState().cards ?? []) : [], query)
  const groups: CommandGroup[] = [
    { value: text.palette.groups.actions, items: [...actionMatches.items], terms: actionMatches.terms },
    {
      value: text.palette.groups.workspaces,
      terms: workspaceMatches.terms,
      items: workspaceMatches.items.slice(0, MAX_PER_GROUP).map((other) => ({
        id: `workspace ${other.id}`,
        label: text.palette.switchTo(other.name),
        sign: { kind: 'workspace', colour: other.colour },
        run: () => workspaces.select(other.id),
      })),
    },
    {
      value: text.palette.groups.connectors,
      terms: connectorTerms(cards, query),
      items: findConnectorCommands(cards, query, MAX_PER_GROUP, {
        isWriter,
        open: ({ id }) => view.open({ kind: 'configure', id, workspaceId }),
        setStatus: outside.setStatus,
      }),
    },
    {
      value: text.palette.groups.catalog,
      terms: entryMatches.terms,
      items: entryMatches.items.slice(0, MAX_PER_GROUP).map((entry) => ({
        id: `add ${entry.key}`,
        label: text.catalog.addNamed(entry.name),
        sign: { kind: 'entry', icon: entry.icon, name: entry.name },
        run: () => view.open({ kind: 'add', key: entry.key, workspaceId }),
      })),
    },
  ]
  return groups.filter(({ items }) => items.length > 0)
}
