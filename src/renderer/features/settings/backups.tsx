import { useCallback } from 'react'
import { useStore } from 'zustand'
import { BACKUP_WEEKS } from '../../../shared/limits.ts'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { isFounder } from '../../stores/session-store.ts'
import { settingsText } from '../../text/settings.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { ReadPart } from '../../ui/states/read-part.tsx'
import { NumberRadios } from './number-radios.tsx'
import { Place } from './place.tsx'

const words = settingsText.backups

/** How long the backups that the program makes are kept, and where. */
export function Backups() {
  const { api, session, view } = useStores()
  const { id } = useWorkspace()
  const mayChange = useStore(session.store, isFounder)
  const { value, error, refresh } = useReading(
    id,
    useCallback(() => api.settings.data({}), [api]),
  )
  return (
    <CardSection
      title={words.title}
      actions={
        mayChange && (
          <Button size="s" onClick={() => view.open({ kind: 'restore-database' })}>
            {words.restore}
          </Button>
        )
      }
    >
      <ReadPart value={value} error={error} onRetry={() => void refresh()}>
        {({ backups, backupWeeks }) => (
          <div className="flex flex-col gap-4 p-4">
            <p className="text-xs text-text-muted">{words.hint}</p>
            {mayChange ? (
              <NumberRadios
                label={words.keep}
                hint={words.keepHint}
                choices={BACKUP_WEEKS}
                labels={words.weeks}
                value={backupWeeks}
                onChoose={async (weeks) => {
                  await api.settings.setBackupWeeks({ weeks })
                  await refresh()
                }}
              />
            ) : (
              <p className="text-sm">{words.kept(words.weeks[backupWeeks])}</p>
            )}
            {backups !== null && <Place label={words.directory} path={backups} />}
          </div>
        )}
      </ReadPart>
    </CardSection>
  )
}
