import { useStore } from 'zustand'
import { DeletedWorkspacesButton } from '../features/workspaces/deleted-workspaces-button.tsx'
import { FirstWorkspace } from '../features/workspaces/first-workspace.tsx'
import { StrangerNotice } from '../features/workspaces/stranger-notice.tsx'
import { Welcome } from '../features/workspaces/welcome.tsx'
import { useStores } from '../stores/context.ts'
import { NO_WORKSPACE } from '../stores/desktop-store.ts'
import { secretsText } from '../text/secrets.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { HelpLink } from '../ui/help-link.tsx'

/** What the window shows while the person has no workspace. */
export function FirstWindow() {
  const { session, view } = useStores()
  const isStranger = useStore(session.store, (state) => state.isStranger)
  return (
    <Welcome notice={isStranger && <StrangerNotice />}>
      <FirstWorkspace>
        <Button variant="quiet" onClick={() => view.open({ kind: 'join' })}>
          {text.join.open}
        </Button>
        <Button variant="quiet" onClick={() => view.open({ kind: 'restore-backup', workspaceId: NO_WORKSPACE })}>
          {secretsText.backup.restore}
        </Button>
        <DeletedWorkspacesButton />
        <HelpLink to="first-steps" />
      </FirstWorkspace>
    </Welcome>
  )
}
