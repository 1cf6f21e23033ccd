import { IconApi } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { tokensText } from '../../text/tokens.ts'
import { Button } from '../../ui/button.tsx'
import { Row } from '../../ui/rows.tsx'

const words = tokensText.row

/** How many of the person's tokens other programs can use in a workspace. */
export function ProgramTokens({ workspaceId }: { workspaceId: string }) {
  const { api, view } = useStores()
  const read = useCallback(() => api.tokens.list({}), [api])
  const { value: tokens } = useReading(workspaceId, read)
  const here = (tokens ?? []).filter(({ workspaceIds }) => workspaceIds?.includes(workspaceId) ?? true)
  return (
    <Row icon={IconApi} title={words.title(here.length)} hint={words.hint}>
      <Button size="s" onClick={() => view.open({ kind: 'tokens' })}>
        {words.open}
      </Button>
    </Row>
  )
}
