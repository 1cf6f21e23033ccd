import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { stateOf, urgencyOf } from '../../../shared/connector-state.ts'
import { useConnectors, useStores } from '../../stores/context.ts'
import { UNFILTERED } from '../../stores/lists/list-filters.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { StatusBadge } from '../../ui/cards/status-badge.tsx'
import { useToday } from '../../ui/today.ts'

const MOST = 3

/** The most urgent connectors of an entry in this workspace, and the way to all of them. */
export function InstalledHere({ entry }: { entry: CatalogEntry }) {
  const { list, view } = useStores()
  const { cards } = useConnectors()
  const today = useToday()
  const urgency = (card: ConnectorCard) => urgencyOf(stateOf(card, today))
  const installed = (cards ?? [])
    .filter(({ catalogKey }) => catalogKey === entry.key)
    .toSorted((a, b) => urgency(a) - urgency(b))
  if (installed.length === 0) return null
  const showAll = () => {
    view.close()
    view.showTab('installed')
    list.filter({ ...UNFILTERED, entries: [entry.key] })
  }
  return (
    <section className="border-t border-line pt-5">
      <h3 className="mb-3 text-sm font-semibold">{text.catalog.here}</h3>
      <ul className="flex flex-col gap-2">
        {installed.slice(0, MOST).map((card) => (
          <li key={card.id} className="flex items-center gap-2 text-sm">
            <EntryIcon icon={entry.icon} name={entry.name} size="s" />
            <bdi className="min-w-0 flex-1 truncate" title={card.name}>
              {card.name}
            </bdi>
            <div className="flex max-w-[60%] min-w-0">
              <StatusBadge card={card} />
            </div>
          </li>
        ))}
      </ul>
      <Button variant="link" className="mt-2 text-sm" onClick={showAll}>
        {text.catalog.showAll(installed.length)}
      </Button>
    </section>
  )
}
