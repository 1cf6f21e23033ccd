import { IconAlertTriangle, IconCalendarRepeat, IconPlugConnected } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import type { TestSchedule as Schedule } from '../../../contract/groups/connection-tests.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { TEST_HOURS, type TestHours } from '../../../shared/limits.ts'
import { useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { testsText } from '../../text/connection-tests.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { Select } from '../../ui/fields/select.tsx'
import { Instant, until } from '../../ui/instant.tsx'
import { Row, Rows } from '../../ui/rows.tsx'

const words = testsText.schedule

/** When the connectors of a workspace are tested without anybody's asking, and what a failure does. */
export function TestSchedule({ workspace: { id: workspaceId } }: { workspace: Workspace }) {
  const { api, tests, toasts } = useStores()
  const read = useCallback(() => api.connectionTests.schedule({ workspaceId }), [api, workspaceId])
  const { value: schedule, error, refresh } = useReading(workspaceId, read)
  /** What was chosen and is not stored yet. */
  const [chosen, setChosen] = useState<Partial<Schedule>>({})
  const set = async (change: Partial<Pick<Schedule, 'everyHours' | 'marksErrors'>>) => {
    setChosen(change)
    try {
      await api.connectionTests.setSchedule({ workspaceId, ...change })
      await refresh()
    } catch (cause) {
      toasts.failure(words.notSet, cause, { workspaceId })
    } finally {
      setChosen({})
    }
  }
  const lastRun = schedule?.lastRun ?? null
  return (
    <CardSection title={words.title}>
      <Rows label={words.title} error={error} isLoading={!schedule} onRetry={() => void refresh()}>
        {schedule && (
          <>
            <Row icon={IconCalendarRepeat} title={words.every} hint={<span role="status">{nextRun(schedule)}</span>}>
              <Select
                aria-label={words.every}
                className="w-36 shrink-0"
                value={chosen.everyHours ?? schedule.everyHours}
                onChange={({ target }) => void set({ everyHours: Number(target.value) as TestHours })}
              >
                {TEST_HOURS.map((hours) => (
                  <option key={hours} value={hours}>
                    {words.choices[hours]}
                  </option>
                ))}
              </Select>
            </Row>
            <Row icon={IconAlertTriangle} title={words.marks} hint={words.marksHint}>
              <Checkbox
                aria-label={words.marks}
                className="me-2"
                checked={chosen.marksErrors ?? schedule.marksErrors}
                onChange={({ target }) => void set({ marksErrors: target.checked })}
              />
            </Row>
            <Row
              icon={IconPlugConnected}
              title={lastRun ? words.lastRun(lastRun.tested, lastRun.failed) : words.noRun}
              hint={lastRun ? <Instant at={lastRun.at} /> : words.noRunHint}
            >
              <Button size="s" onClick={() => void tests.testMany(workspaceId)}>
                {words.testAll}
              </Button>
            </Row>
          </>
        )}
      </Rows>
    </CardSection>
  )
}

/** When the next run is due, or what it waits for. */
function nextRun({ nextAt, waitsFor }: Schedule): string {
  if (nextAt === null) return words.off
  if (waitsFor !== null) return words.waitsFor[waitsFor]
  return Date.parse(nextAt) <= Date.now() ? words.soon : words.next(until(nextAt))
}
