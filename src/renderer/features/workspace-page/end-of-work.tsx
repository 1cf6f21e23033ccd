import { IconArchive, IconTrashX } from '@tabler/icons-react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { useStores } from '../../stores/context.ts'
import { useArchive } from '../../stores/use-archive.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { Row, Rows } from '../../ui/rows.tsx'

const words = text.workspaces

/** What an owner does with a workspace whose work is done: archive or delete it. */
export function EndOfWork({ workspace }: { workspace: Workspace }) {
  const { view } = useStores()
  const setArchived = useArchive()
  const isArchived = workspace.archivedAt !== null
  return (
    <CardSection title={words.endOfWork}>
      <Rows label={words.endOfWork} error={null} isLoading={false} onRetry={() => undefined}>
        <Row icon={IconArchive} title={words.archiveTitle} hint={words.archiveHint}>
          <Button size="s" onClick={() => void setArchived(workspace, !isArchived)}>
            {isArchived ? words.unarchive : words.archive}
          </Button>
        </Row>
        <Row icon={IconTrashX} title={words.removeConfirm} hint={words.removeHint}>
          <Button size="s" onClick={() => view.open({ kind: 'delete-workspace', workspaceId: workspace.id })}>
            {words.remove}
          </Button>
        </Row>
      </Rows>
    </CardSection>
  )
}
