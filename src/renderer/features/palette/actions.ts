import {
  type Icon,
  IconArchive,
  IconDatabaseImport,
  IconDownload,
  IconFileCode,
  IconFileExport,
  IconFileImport,
  IconFilePlus,
  IconHelp,
  IconInfoCircle,
  IconKey,
  IconKeyboard,
  IconLock,
  IconMailQuestion,
  IconApi,
  IconNetwork,
  IconPencil,
  IconPlugConnected,
  IconPlus,
  IconRestore,
  IconShieldLock,
  IconTrash,
  IconTrashX,
  IconUser,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { mayChange } from '../../stores/context.ts'
import { isFounder } from '../../stores/session-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { codeText } from '../../text/workspace-code.ts'
import { requestsText, secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { helpAt, helpOnTab } from '../../stores/places/help-places.ts'
import type { Command } from './command.ts'

/** Actions of other features, which the page passes in. */
export interface Outside {
  exportTargets: () => void
  setStatus: (card: ConnectorCard) => void
  test: (card: ConnectorCard) => void
  setArchived: (isArchived: boolean) => void
}

/** The keys of actions that have some. */
const KEYS: Record<string, string> = { help: '?' }

/** What can be done in a workspace and in the program, apart from its connectors. */
export function actionsOf(stores: Stores, workspace: Workspace, outside: Outside): Command[] {
  const { desktop, tests, view, workspaces } = stores
  const isWriter = mayChange(workspace)
  const isOwner = workspaces.store.getState().list?.some(({ role }) => role === 'owner') ?? false
  const workspaceId = workspace.id
  const isOwnerHere = workspace.role === 'owner'
  const isArchived = workspace.archivedAt !== null
  const ownsInstallation = isFounder(stores.session.store.getState())
  const hasUpdates = Boolean(desktop?.store.getState().update)
  const { palette, recovery, trash, updates } = text
  const { backup, setSecret: change, lock } = secretsText
  const action = (id: string, icon: Icon, label: string, run: () => void, isOffered = true): Command[] =>
    isOffered ? [{ id, label, sign: { kind: 'action', icon }, run, keys: KEYS[id] }] : []
  return [
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
    ...action('test-all', IconPlugConnected, palette.testAll, () => void tests.testMany(workspaceId), isWriter),
    ...action('set-secret', IconKey, change.open, () => view.open({ kind: 'set-secret', workspaceId }), isWriter),
    ...action('secret-requests', IconMailQuestion, requestsText.open, () =>
      view.open({ kind: 'secret-requests', workspaceId }),
    ),
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
      'import-code',
      IconFileCode,
      codeText.importCommand,
      () => view.open({ kind: 'import-code', workspaceId }),
      isWriter,
    ),
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
    ...action('network', IconNetwork, text.palette.network, () => view.showTab('settings')),
    ...action('tokens', IconApi, text.palette.tokens, () => view.open({ kind: 'tokens' })),
    ...action('key', IconShieldLock, palette.key, () => view.open({ kind: 'key', workspaceId }), isWriter),
    ...action('lock', IconLock, lock.title, () => void stores.lock(workspaceId)),
    ...action(
      'archive',
      IconArchive,
      isArchived ? palette.unarchive : palette.archive,
      () => outside.setArchived(!isArchived),
      isOwnerHere,
    ),
    ...action(
      'delete-workspace',
      IconTrashX,
      text.workspaces.remove,
      () => view.open({ kind: 'delete-workspace', workspaceId }),
      isOwnerHere,
    ),
    ...action('help', IconHelp, text.help.open, () =>
      view.open({ kind: 'help', at: helpOnTab(view.store.getState().tab) }),
    ),
    ...action('shortcuts', IconKeyboard, palette.shortcuts, () => view.open({ kind: 'help', at: helpAt('keyboard') })),
    ...action('about', IconInfoCircle, text.help.about.title, () => view.open({ kind: 'help', at: helpAt('about') })),
    ...action('updates', IconDownload, updates.title, () => view.open({ kind: 'updates' }), hasUpdates),
  ]
}
