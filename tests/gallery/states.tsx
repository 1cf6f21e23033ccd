import { IconCloudOff, IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Welcome } from '../../src/renderer/features/workspaces/welcome.tsx'
import { FirstWorkspace } from '../../src/renderer/features/workspaces/first-workspace.tsx'
import { Failed } from '../../src/renderer/shell/failed.tsx'
import { Button } from '../../src/renderer/ui/button.tsx'
import { EmptyState } from '../../src/renderer/ui/states/empty-state.tsx'
import { NoMatch } from '../../src/renderer/ui/states/no-match.tsx'
import { CardSkeletons, FormSkeleton } from '../../src/renderer/ui/states/skeleton.tsx'
import { Exhibit } from './exhibit.tsx'

/** States without content: empty, no match, loading, failed. */
export function States() {
  const states: Record<string, ReactNode> = {
    empty: (
      <EmptyState icon={IconPlugConnected} title="No connectors yet" body="Add one from the catalog.">
        <Button variant="primary">Browse the catalog</Button>
        <Button>Load samples</Button>
      </EmptyState>
    ),
    'no match': <NoMatch showAll={() => undefined} />,
    failed: (
      <EmptyState
        icon={IconCloudOff}
        title="The connectors could not be loaded"
        body="Patchbay does not answer."
        isAlert
      >
        <Button>Try again</Button>
      </EmptyState>
    ),
    'screens failed': <Failed />,
    'cards being read': <CardSkeletons />,
    'form being read': <FormSkeleton />,
    welcome: (
      <Welcome>
        <FirstWorkspace />
      </Welcome>
    ),
  }
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(28rem,100%),1fr))] gap-4">
      {Object.entries(states).map(([name, state]) => (
        <Exhibit key={name} name={name} isWide={name === 'welcome'}>
          <div
            className={`flex flex-col overflow-auto rounded-card border border-line bg-canvas p-4 ${name === 'welcome' ? 'h-160' : 'h-96'}`}
          >
            {state}
          </div>
        </Exhibit>
      ))}
    </div>
  )
}
