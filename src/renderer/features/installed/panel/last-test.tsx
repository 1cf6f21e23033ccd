import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import type { Connector, ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { mayChange, useStores, useWorkspace } from '../../../stores/context.ts'
import { testsText as words } from '../../../text/connection-tests.ts'
import { testMessage } from '../../../text/test-wording.ts'
import { Button } from '../../../ui/button.tsx'
import { shortDay } from '../../../ui/instant.tsx'
import { useAge } from '../../../ui/today.ts'

interface LastTestProps {
  card: ConnectorCard
  /** Null until it was read. */
  lastTest: Connector['lastTest'] | null
}

/** How the last connection test of a connector ended, and which others have the same account. */
export function LastTest({ card, lastTest }: LastTestProps) {
  const { list, tests, view } = useStores()
  const workspace = useWorkspace()
  useAge(card.testedAt)
  if (card.testedAt === null) return <span className="text-text-muted">{words.never}</span>
  if (!lastTest) return null
  const show = (id: string) => {
    list.openPanel(id)
    view.spotlight(id)
  }
  const { ok, account, message, testedAt, milliseconds, sameAccount } = lastTest
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-1.5">
        {ok ? (
          <IconCircleCheck size={16} aria-hidden className="text-good" />
        ) : lastTest.isLasting ? (
          <IconAlertTriangle size={16} aria-hidden className="text-bad" />
        ) : (
          <IconHelpCircle size={16} aria-hidden className="text-warn" />
        )}
        <span>{ok ? words.works(account?.name ?? null) : lastTest.isLasting ? words.fails : words.unclear}</span>
        <span className="text-text-muted">{words.tookAgo(shortDay(testedAt), milliseconds)}</span>
      </p>
      {!ok && <p className="wrap-anywhere">{testMessage(lastTest)}</p>}
      {lastTest.isLasting && message !== null && card.status !== 'error' && mayChange(workspace) && (
        <Button size="s" className="self-start" onClick={() => void tests.markError(workspace.id, card, message)}>
          {words.markError}
        </Button>
      )}
      {sameAccount.length > 0 && (
        <p className="text-warn">
          {words.sameAccount}{' '}
          {sameAccount.map(({ id, name }) => (
            <Button key={id} variant="link" className="me-2 underline" onClick={() => show(id)}>
              <bdi>{name}</bdi>
            </Button>
          ))}
        </p>
      )}
    </div>
  )
}
