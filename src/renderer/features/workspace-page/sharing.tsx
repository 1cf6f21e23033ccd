import {
  IconAlertTriangle,
  IconArrowsSplit,
  IconCloudShare,
  IconKey,
  IconLock,
  IconPackageOff,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { mayChange, useStores } from '../../stores/context.ts'
import { sharingState, useSharing } from '../../stores/use-sharing.ts'
import { sharingText as words } from '../../text/sharing.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Row, Rows } from '../../ui/rows.tsx'

/** Whether and how a workspace is shared with people at other computers. */
export function Sharing({ workspace }: { workspace: Workspace }) {
  const { api, toasts, view } = useStores()
  const { id: workspaceId } = workspace
  const { status, error, refresh, act, sync } = useSharing(workspaceId)
  const [isBusy, setBusy] = useState(false)
  const [question, setQuestion] = useState<'stop' | 'overwrite' | null>(null)
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    await work()
    setBusy(false)
  }
  const stop = async () => {
    await act(async () => {
      await api.sharing.stop({ workspaceId })
      toasts.success(words.stopped, { workspaceId })
    }, words.notStopped)
  }
  const overwrite = () => act(() => api.sharing.overwrite({ workspaceId }), words.notSynced)
  const isOwner = workspace.role === 'owner'
  return (
    <CardSection title={words.title}>
      <Rows label={words.title} error={error} isLoading={status === undefined} onRetry={() => void refresh()}>
        {status === null && (
          <Row icon={IconCloudShare} title={words.notShared} hint={words.notSharedHint}>
            {isOwner && workspace.archivedAt === null && (
              <Button size="s" onClick={() => view.open({ kind: 'share', workspaceId })}>
                {words.share}
              </Button>
            )}
          </Row>
        )}
        {status && (
          <>
            <Row icon={IconCloudShare} title={<span role="status">{sharingState(status)}</span>} hint={status.remote}>
              {mayChange(workspace) && (
                <Button size="s" variant="quiet" onClick={() => setQuestion('stop')}>
                  {words.stop}
                </Button>
              )}
              <Button size="s" busy={isBusy} onClick={() => void run(sync)}>
                {words.sync}
              </Button>
            </Row>
            {status.problem && (
              <Row
                icon={IconAlertTriangle}
                title={status.isRefused ? words.refused : words.notSynced}
                hint={errorMessage(status.problem)}
              >
                {status.isRefused && isOwner && (
                  <Button size="s" onClick={() => setQuestion('overwrite')}>
                    {words.overwrite}
                  </Button>
                )}
              </Row>
            )}
            {status.conflicts > 0 && (
              <Row icon={IconArrowsSplit} title={words.choices(status.conflicts)} hint={words.choicesHint}>
                <Button size="s" onClick={() => view.open({ kind: 'conflicts', workspaceId })}>
                  {words.choose}
                </Button>
              </Row>
            )}
            {status.exposures > 0 && (
              <Row icon={IconKey} title={words.exposures(status.exposures)} hint={words.exposuresHint}>
                <Button size="s" onClick={() => view.open({ kind: 'exposures', workspaceId })}>
                  {words.show}
                </Button>
              </Row>
            )}
            {status.isPassphraseOld && isOwner && (
              <Row icon={IconLock} title={words.passphraseIsOld} hint={words.passphraseIsOldHint}>
                <Button size="s" onClick={() => view.open({ kind: 'key', workspaceId })}>
                  {words.setAgain}
                </Button>
              </Row>
            )}
            {status.missingEntries.length > 0 && (
              <Row icon={IconPackageOff} title={words.missing(status.missingEntries)} hint={words.missingHint} />
            )}
          </>
        )}
      </Rows>
      {question && (
        <Confirm
          title={question === 'stop' ? words.stopTitle : words.overwriteTitle}
          body={question === 'stop' ? words.stopHint : words.overwriteHint}
          confirmLabel={question === 'stop' ? words.stopConfirm : words.overwriteConfirm}
          workspace={workspace}
          onConfirm={() => {
            setQuestion(null)
            void run(question === 'stop' ? stop : overwrite)
          }}
          onClose={() => setQuestion(null)}
        />
      )}
    </CardSection>
  )
}
