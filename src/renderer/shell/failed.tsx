import { IconAlertTriangle } from '@tabler/icons-react'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/states/empty-state.tsx'

/** The page after an error in the screens themselves. */
export const Failed = () => (
  <main className="flex h-full">
    <EmptyState icon={IconAlertTriangle} title={text.app.failed} body={text.app.failedBody} isAlert>
      <Button onClick={() => location.reload()}>{text.app.reload}</Button>
    </EmptyState>
  </main>
)
