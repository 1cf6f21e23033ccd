import { IconInfoCircle, IconRefresh } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useStore } from 'zustand'
import { useStores, useWorkspace } from '../../stores/context.ts'
import type { DesktopStore } from '../../stores/desktop-store.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { helpAt } from '../../stores/places/help-places.ts'
import { settingsText } from '../../text/settings.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { Place } from './place.tsx'

const words = settingsText.program

/** The version, where its data is, and whether it is kept up to date. */
export function Program() {
  const { api, desktop, session, view } = useStores()
  const { id } = useWorkspace()
  const version = useStore(session.store, (state) => state.version)
  const { value, error, refresh } = useReading(
    id,
    useCallback(() => api.settings.data({}), [api]),
  )
  return (
    <CardSection title={words.title}>
      <Rows label={words.title} error={error} isLoading={!value} onRetry={() => void refresh()}>
        {value?.directory && (
          <li className="py-2 pe-4 ps-4">
            <Place label={words.directory} path={value.directory} />
          </li>
        )}
        {desktop && <Updates desktop={desktop} />}
        <Row icon={IconInfoCircle} title={words.version(version ?? '')} hint={words.aboutHint}>
          <Button size="s" onClick={() => view.open({ kind: 'help', at: helpAt('about') })}>
            {words.about}
          </Button>
        </Row>
      </Rows>
    </CardSection>
  )
}

/** A package that was built for no address of updates looks for none. */
function Updates({ desktop }: { desktop: DesktopStore }) {
  const { view } = useStores()
  const hasUpdates = useStore(desktop.store, ({ update }) => update !== null)
  return (
    <Row icon={IconRefresh} title={words.updates} hint={hasUpdates ? words.updatesHint : words.noUpdates}>
      {hasUpdates && (
        <Button size="s" onClick={() => view.open({ kind: 'updates' })}>
          {text.warnings.check}
        </Button>
      )}
    </Row>
  )
}
