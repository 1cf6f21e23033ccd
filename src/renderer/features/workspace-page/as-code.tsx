import { IconFileCode } from '@tabler/icons-react'
import { useState } from 'react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { mayChange, useStores } from '../../stores/context.ts'
import { useExportCode } from '../../stores/use-export-code.ts'
import { codeText as words } from '../../text/workspace-code.ts'
import { Button } from '../../ui/button.tsx'
import { Row } from '../../ui/rows.tsx'

/** The connectors of a workspace as files: written, and read again. */
export function AsCode({ workspace }: { workspace: Workspace }) {
  const { view } = useStores()
  const [isBusy, setBusy] = useState(false)
  const exportCode = useExportCode(workspace.id)
  const run = async () => {
    setBusy(true)
    await exportCode()
    setBusy(false)
  }
  return (
    <Row icon={IconFileCode} title={words.title} hint={words.hint}>
      {mayChange(workspace) && (
        <Button
          size="s"
          variant="quiet"
          aria-label={words.importCommand}
          onClick={() => view.open({ kind: 'import-code', workspaceId: workspace.id })}
        >
          {words.import}
        </Button>
      )}
      <Button size="s" busy={isBusy} onClick={() => void run()}>
        {words.export}
      </Button>
    </Row>
  )
}
