import { useState } from 'react'
import { useStores, useWorkspace } from '../../src/renderer/stores/context.ts'
import type { Dialog } from '../../src/renderer/stores/view-store.ts'
import { Button } from '../../src/renderer/ui/button.tsx'
import { Confirm } from '../../src/renderer/ui/dialogs/confirm.tsx'
import { Dialog as Frame } from '../../src/renderer/ui/dialogs/dialog.tsx'
import type { Subjects } from './subjects.ts'

/** One dialog of each kind; null for those that a browser does not have. */
const dialogsOf = ({
  workspaceId,
  card,
  outdated,
  signIn,
  builtIn,
  imported,
}: Subjects): Record<Dialog['kind'], Dialog | null> => ({
  details: { kind: 'details', key: builtIn.key },
  add: { kind: 'add', key: builtIn.key, workspaceId },
  configure: { kind: 'configure', id: card.id, workspaceId },
  'sign-in': { kind: 'sign-in', id: signIn.id, workspaceId },
  delete: { kind: 'delete', card, workspaceId },
  trash: { kind: 'trash', workspaceId },
  outdated: { kind: 'outdated', id: outdated.id, workspaceId },
  import: { kind: 'import' },
  'edit-entry': { kind: 'edit-entry', key: imported.key },
  'remove-entry': { kind: 'remove-entry', key: imported.key, name: imported.name },
  'new-workspace': { kind: 'new-workspace' },
  'edit-workspace': { kind: 'edit-workspace', workspaceId },
  'delete-workspace': { kind: 'delete-workspace', workspaceId },
  'deleted-workspaces': { kind: 'deleted-workspaces' },
  // It waits for what asks.
  'confirm-name': null,
  members: { kind: 'members', workspaceId },
  invite: { kind: 'invite', workspaceId },
  join: { kind: 'join' },
  share: { kind: 'share', workspaceId },
  conflicts: { kind: 'conflicts', workspaceId },
  exposures: { kind: 'exposures', workspaceId },
  person: { kind: 'person' },
  key: { kind: 'key', workspaceId },
  'tag-many': { kind: 'tag-many', workspaceId, ids: [card.id, outdated.id] },
  'expiry-many': { kind: 'expiry-many', workspaceId, ids: [card.id, outdated.id] },
  'manage-tags': { kind: 'manage-tags', workspaceId },
  'save-view': { kind: 'save-view', workspaceId },
  duplicate: { kind: 'duplicate', workspaceId, ids: [card.id] },
  results: {
    ...{ kind: 'results', workspaceId, verb: 'activate' },
    results: [
      { id: card.id, name: card.name, outcome: 'done', reason: null, updatedAt: card.updatedAt },
      { id: outdated.id, name: outdated.name, outcome: 'skipped', reason: 'same', updatedAt: outdated.updatedAt },
      { id: 'gone', name: 'Old blog', outcome: 'failed', reason: 'gone', updatedAt: null },
    ],
  },
  'export-targets': { kind: 'export-targets', workspaceId },
  // A run fills it.
  tests: null,
  'test-all': { kind: 'test-all' },
  'set-secret': { kind: 'set-secret', workspaceId },
  'ask-secret': { kind: 'ask-secret', workspaceId, id: card.id, name: card.name },
  'secret-requests': { kind: 'secret-requests', workspaceId },
  'secret-answer': { kind: 'secret-answer', workspaceId, file: new File(['no answer'], 'blog.patchbay-answer') },
  'create-backup': { kind: 'create-backup', workspaceId },
  'restore-backup': { kind: 'restore-backup', workspaceId },
  'import-code': { kind: 'import-code', workspaceId },
  'restore-database': { kind: 'restore-database' },
  tokens: { kind: 'tokens' },
  updates: null,
  palette: { kind: 'palette' },
  help: { kind: 'help', at: { page: 'docs/errors.md', anchor: 'no_keyring' } },
})

export function Dialogs({ subjects }: { subjects: Subjects }) {
  const { view } = useStores()
  const workspace = useWorkspace()
  const [opened, setOpened] = useState<'question' | 'small' | 'large' | null>(null)
  const close = () => setOpened(null)
  return (
    <div className="flex flex-wrap gap-2">
      {Object.entries(dialogsOf(subjects)).map(
        ([name, dialog]) =>
          dialog && (
            <Button key={name} onClick={() => view.open(dialog)}>
              {name}
            </Button>
          ),
      )}
      <Button onClick={() => setOpened('question')}>question</Button>
      <Button onClick={() => setOpened('small')}>small frame</Button>
      <Button onClick={() => setOpened('large')}>large frame</Button>
      {opened === 'question' && (
        <Confirm
          title="Discard what you typed?"
          body="The changes are not saved."
          workspace={workspace}
          confirmLabel="Discard"
          onConfirm={close}
          onClose={close}
        />
      )}
      {(opened === 'small' || opened === 'large') && (
        <Frame
          title="A dialog"
          description="What it is about."
          size={opened === 'small' ? 's' : 'xl'}
          workspace={workspace}
          footer={
            <Button variant="primary" onClick={close}>
              Save
            </Button>
          }
          bodyLabel="A long text"
          onClose={close}
        >
          {Array.from({ length: 40 }, (_, line) => (
            <p key={line}>Line {line + 1} of a text that is longer than the window is high.</p>
          ))}
        </Frame>
      )}
    </div>
  )
}
