import { type ComponentProps, lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { DetailsDialog } from '../features/catalog/details-dialog.tsx'
import { RemoveDialog } from '../features/catalog/remove-dialog.tsx'
import { TestAllDialog } from '../features/connection-tests/test-all-dialog.tsx'
import { TestsDialog } from '../features/connection-tests/tests-dialog.tsx'
import { TryOutBar } from '../features/connection-tests/try-out-bar.tsx'
import { ConnectorDialog } from '../features/connector-form/connector-dialog.tsx'
import { EntryDialog } from '../features/entry-editor/entry-dialog.tsx'
import { ImportDialog } from '../features/import/import-dialog.tsx'
import { DeleteDialog } from '../features/installed/delete-dialog.tsx'
import { DuplicateDialog } from '../features/installed/many/duplicate-dialog.tsx'
import { ExpiryDialog } from '../features/installed/many/expiry-dialog.tsx'
import { ManageTagsDialog } from '../features/installed/many/manage-tags-dialog.tsx'
import { ResultSheet } from '../features/installed/many/result-sheet.tsx'
import { TagDialog } from '../features/installed/many/tag-dialog.tsx'
import { SaveViewDialog } from '../features/installed/views/save-view-dialog.tsx'
import { KeyDialog } from '../features/keys/key-dialog.tsx'
import { KeyPanel } from '../features/keys/key-panel.tsx'
import { Palette } from '../features/palette/palette.tsx'
import { InviteDialog } from '../features/people/invite-dialog.tsx'
import { JoinDialog } from '../features/people/join-dialog.tsx'
import { MembersDialog } from '../features/people/members-dialog.tsx'
import { PersonDialog } from '../features/people/person-dialog.tsx'
import { RestoreDatabaseDialog } from '../features/recovery/restore-database-dialog.tsx'
import { AnswerDialog } from '../features/secret-requests/answer-dialog.tsx'
import { AskDialog } from '../features/secret-requests/ask-dialog.tsx'
import { RequestsDialog } from '../features/secret-requests/requests-dialog.tsx'
import { SetSecretDialog } from '../features/set-secret/set-secret-dialog.tsx'
import { ConflictsDialog } from '../features/sharing/conflicts-dialog.tsx'
import { ExposuresDialog } from '../features/sharing/exposures-dialog.tsx'
import { ShareDialog } from '../features/sharing/share-dialog.tsx'
import { SignInBox } from '../features/sign-in/sign-in-box.tsx'
import { SignInDialog } from '../features/sign-in/sign-in-dialog.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { ExportDialog } from '../features/targets/export-dialog.tsx'
import { TokensDialog } from '../features/tokens/tokens-dialog.tsx'
import { TrashDialog } from '../features/trash/trash-dialog.tsx'
import { UpdatesDialog } from './updates-dialog.tsx'
import { OutdatedDialog } from '../features/outdated/outdated-dialog.tsx'
import { CreateBackupDialog } from '../features/workspace-backup/create-backup-dialog.tsx'
import { RestoreBackupDialog } from '../features/workspace-backup/restore-backup-dialog.tsx'
import { ImportCodeDialog } from '../features/workspace-code/import-code-dialog.tsx'
import { ConfirmName } from '../features/workspaces/confirm-name.tsx'
import { CreateDialog } from '../features/workspaces/create-dialog.tsx'
import { DeleteWorkspaceDialog } from '../features/workspaces/delete-workspace-dialog.tsx'
import { DeletedWorkspacesDialog } from '../features/workspaces/deleted-workspaces-dialog.tsx'
import { EditDialog } from '../features/workspaces/edit-dialog.tsx'
import { useStores, useWorkspace } from '../stores/context.ts'
import { helpOnDialog, type HelpPlace } from '../stores/places/help-places.ts'
import { useArchive } from '../stores/use-archive.ts'
import type { Dialog } from '../stores/view-store.ts'
import { DialogHelp } from '../ui/dialogs/dialog-help.ts'
import { DialogQuestion } from '../ui/dialogs/dialog-question.ts'

/** The documents are a file of their own, which only somebody who opens them waits for. */
const HelpDialog = lazy(() => import('../features/help/help-dialog.tsx').then((file) => ({ default: file.HelpDialog })))

const Help = (props: { at: HelpPlace; onClose: () => void }) => (
  <Suspense>
    <HelpDialog {...props} shortcuts={<Shortcuts />} />
  </Suspense>
)

/** The open dialog, with the help about it. */
export function OpenDialog({ dialog }: { dialog: Dialog }) {
  const { view } = useStores()
  const above = useStore(view.store, ({ helpAbove }) => helpAbove)
  const question = useStore(view.store, ({ questionAbove }) => questionAbove)
  const help = { at: helpOnDialog(dialog.kind), above, closeAbove: view.closeHelp, Help }
  return (
    <DialogHelp value={dialog.kind === 'help' ? null : help}>
      <DialogQuestion value={question && <ConfirmName {...question} />}>
        <DialogOfKind dialog={dialog} />
      </DialogQuestion>
    </DialogHelp>
  )
}

function DialogOfKind({ dialog }: { dialog: Dialog }) {
  const { view } = useStores()
  switch (dialog.kind) {
    case 'details':
      return <DetailsDialog entryKey={dialog.key} />
    case 'add':
    case 'configure':
      return (
        <ConnectorDialog
          workspaceId={dialog.workspaceId}
          target={dialog}
          draft={dialog.draft}
          keyPanel={<KeyPanel workspaceId={dialog.workspaceId} />}
          askDialog={AskDialog}
          tryOutBar={TryOutBar}
          signIn={SignInBox}
        />
      )
    case 'sign-in':
      return <SignInDialog key={dialog.id} workspaceId={dialog.workspaceId} id={dialog.id} />
    case 'delete':
      return <DeleteDialog card={dialog.card} workspaceId={dialog.workspaceId} />
    case 'trash':
      return <TrashDialog workspaceId={dialog.workspaceId} />
    case 'outdated':
      return (
        <OutdatedDialog
          key={dialog.id}
          workspaceId={dialog.workspaceId}
          id={dialog.id}
          keyPanel={<KeyPanel workspaceId={dialog.workspaceId} />}
        />
      )
    case 'import':
      return <ImportDialog />
    case 'edit-entry':
      return <EntryDialog entryKey={dialog.key} from={dialog.from ?? null} tryOutBar={TryOutBar} />
    case 'remove-entry':
      return <RemoveDialog entryKey={dialog.key} name={dialog.name} />
    case 'new-workspace':
      return <CreateDialog />
    case 'edit-workspace':
      return <EditDialog workspaceId={dialog.workspaceId} />
    case 'delete-workspace':
      return <DeleteWorkspaceDialog workspaceId={dialog.workspaceId} />
    case 'deleted-workspaces':
      return <DeletedWorkspacesDialog />
    case 'confirm-name':
      return <ConfirmName {...dialog} />
    case 'members':
      return <MembersDialog workspaceId={dialog.workspaceId} />
    case 'invite':
      return <InviteDialog workspaceId={dialog.workspaceId} />
    case 'join':
      return <JoinDialog />
    case 'share':
      return <ShareDialog workspaceId={dialog.workspaceId} />
    case 'conflicts':
      return <ConflictsDialog workspaceId={dialog.workspaceId} />
    case 'exposures':
      return <ExposuresDialog workspaceId={dialog.workspaceId} />
    case 'person':
      return <PersonDialog />
    case 'tokens':
      return <TokensDialog />
    case 'key':
      return <KeyDialog {...dialog} />
    case 'set-secret':
      return <SetSecretDialog workspaceId={dialog.workspaceId} ids={dialog.ids} path={dialog.path} />
    case 'ask-secret':
      return <Asking {...dialog} />
    case 'secret-requests':
      return <RequestsDialog workspaceId={dialog.workspaceId} />
    case 'secret-answer':
      return <AnswerDialog workspaceId={dialog.workspaceId} file={dialog.file} />
    case 'tag-many':
      return <TagDialog workspaceId={dialog.workspaceId} ids={dialog.ids} />
    case 'expiry-many':
      return <ExpiryDialog workspaceId={dialog.workspaceId} ids={dialog.ids} />
    case 'manage-tags':
      return <ManageTagsDialog workspaceId={dialog.workspaceId} />
    case 'save-view':
      return <SaveViewDialog workspaceId={dialog.workspaceId} />
    case 'duplicate':
      return <DuplicateDialog workspaceId={dialog.workspaceId} ids={dialog.ids} />
    case 'results':
      return <ResultSheet workspaceId={dialog.workspaceId} verb={dialog.verb} results={dialog.results} />
    case 'export-targets':
      return <ExportDialog workspaceId={dialog.workspaceId} />
    case 'tests':
      return <TestsDialog workspaceId={dialog.workspaceId} />
    case 'test-all':
      return <TestAllDialog />
    case 'create-backup':
      return <CreateBackupDialog workspaceId={dialog.workspaceId} />
    case 'restore-backup':
      return <RestoreBackupDialog {...dialog} />
    case 'import-code':
      return <ImportCodeDialog workspaceId={dialog.workspaceId} />
    case 'restore-database':
      return <RestoreDatabaseDialog />
    case 'updates':
      return <UpdatesDialog />
    case 'palette':
      return <Commands />
    case 'help':
      return <Help at={dialog.at} onClose={view.close} />
  }
}

function Asking(props: Omit<ComponentProps<typeof AskDialog>, 'onClose'>) {
  const { view } = useStores()
  return <AskDialog {...props} onClose={view.close} />
}

/** The palette with the actions of other features. */
function Commands() {
  const workspace = useWorkspace()
  const { id } = workspace
  const setArchived = useArchive()
  const { connectors, tests, view } = useStores()
  return (
    <Palette
      exportTargets={() => view.open({ kind: 'export-targets', workspaceId: id })}
      test={(card) => void tests.test(id, card)}
      setArchived={(isArchived) => void setArchived(workspace, isArchived)}
      setStatus={(card) => void connectors.setStatus(id, card, card.status === 'active' ? 'inactive' : 'active')}
    />
  )
}
