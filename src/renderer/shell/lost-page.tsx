import { IconMapOff } from '@tabler/icons-react'
import { useStores, useWorkspace } from '../stores/context.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/states/empty-state.tsx'

/** The page of an address that leads nowhere, such as one of a workspace that was deleted. */
export function LostPage() {
  const { view } = useStores()
  const workspace = useWorkspace()
  return (
    <main className="flex h-full">
      <title>{text.app.lost}</title>
      <EmptyState icon={IconMapOff} title={text.app.lost} body={text.app.lostBody} isAlert>
        <Button variant="primary" onClick={() => view.showTab('installed')}>
          {text.app.goTo(workspace.name)}
        </Button>
      </EmptyState>
    </main>
  )
}
