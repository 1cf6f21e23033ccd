import { IconSearchOff } from '@tabler/icons-react'
import { text } from '../../text/text.ts'
import { Button } from '../button.tsx'
import { EmptyState } from './empty-state.tsx'
import { focusCardsToCome } from '../cards/first-card.ts'

/** The message when search and filters hide all cards, with a button to clear them. */
export function NoMatch({ showAll }: { showAll: () => void }) {
  return (
    <EmptyState icon={IconSearchOff} title={text.search.noMatchTitle} body={text.search.noMatchBody}>
      <Button
        onClick={() => {
          showAll()
          focusCardsToCome()
        }}
      >
        {text.search.showAll}
      </Button>
    </EmptyState>
  )
}
