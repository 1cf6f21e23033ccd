import { IconChevronDown, IconChevronRight, IconExternalLink, IconPlugConnected, IconUser } from '@tabler/icons-react'
import { createContext, memo, useContext } from 'react'
import type { Activity } from '../../../contract/groups/activity.ts'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { useStores } from '../../stores/context.ts'
import { moment } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { type Cell, cellProps } from '../../ui/cards/cell.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Diff } from '../../ui/diff.tsx'
import { Marked } from '../../ui/marked.tsx'
import type { Entry } from './entries.ts'
import { RestoreButton } from './restore-button.tsx'

const words = text.activity

/** What the rows of a list share. */
interface RowsContext {
  workspaceId: string
  /** The ids of the entries whose details are open. */
  open: ReadonlySet<number>
  toggle: (id: number) => void
  connectors: ReadonlyMap<string, ConnectorCard>
}

const Rows = createContext<RowsContext | null>(null)
export const RowsProvider = Rows.Provider

function useRows(): RowsContext {
  const rows = useContext(Rows)
  if (!rows) throw new Error('A row needs a RowsProvider above it')
  return rows
}

interface EntryRowProps extends Cell {
  item: Entry
}

/** One entry: who did what to which connector, and its details where they are open. */
export const EntryRow = memo(function EntryRow({ item, ...cell }: EntryRowProps) {
  const { isCurrent, titleId } = cell
  const { open, toggle, connectors } = useRows()
  const { activity, day, isClockBack } = item
  const isOpen = open.has(activity.id)
  const { verb, subject, rest } = words.sentence(activity)
  const card = activity.subjectId === null ? undefined : connectors.get(activity.subjectId)
  return (
    <div {...cellProps(cell)} className="activity-row min-w-0 flex-1">
      {day !== null && (
        <h2 className="border-b border-line bg-canvas px-4 pt-3 pb-2 text-xs font-semibold text-text-muted">{day}</h2>
      )}
      <div className="flex items-start gap-3 py-1.5 pe-2 ps-4 text-sm/6 hover:bg-surface-hover">
        <time
          dateTime={activity.at}
          title={moment(activity.at)}
          className="my-0.5 min-w-16 shrink-0 whitespace-nowrap text-text-muted"
        >
          {words.time(activity.at)}
        </time>
        <Initials name={activity.person.name} />
        <p id={titleId} className="my-0.5 min-w-0 flex-1 wrap-anywhere">
          <bdi className="font-medium">
            <Marked>{activity.person.name}</Marked>
          </bdi>{' '}
          <span className="text-text-muted">
            <Marked>{verb}</Marked>
          </span>
          {subject && (
            <>
              {' '}
              {card && (
                <span className="me-1.5 inline-flex align-top">
                  <EntryIcon icon={card.icon} name={card.catalogName} size="s" />
                </span>
              )}
              <bdi className="font-medium">
                <Marked>{subject}</Marked>
              </bdi>
            </>
          )}
          {rest && (
            <span className="text-text-muted">
              <Marked>{rest.startsWith(':') ? rest : ` ${rest}`}</Marked>
            </span>
          )}
          {!isOpen && <Summary activity={activity} />}
          {isClockBack && <span className="text-warn"> · {words.clockBack}</span>}
          {!item.isSigned && <span className="text-xs text-text-muted"> · {words.notSigned}</span>}
        </p>
        <Button
          variant="quiet"
          size="s"
          tabIndex={isCurrent ? 0 : -1}
          aria-expanded={isOpen}
          aria-label={words.show(`${activity.person.name} ${[verb, subject, rest].filter(Boolean).join(' ')}`)}
          icon={
            isOpen ? (
              <IconChevronDown size={16} aria-hidden />
            ) : (
              <IconChevronRight size={16} aria-hidden className="rtl:rotate-180" />
            )
          }
          onClick={() => toggle(activity.id)}
        />
      </div>
      {isOpen && <Details activity={activity} isCurrent={isCurrent} card={card} />}
    </div>
  )
})

const Initials = ({ name }: { name: string }) => (
  <span
    aria-hidden
    className="my-0.5 flex size-6 shrink-0 items-center justify-center rounded-full bg-surface-sunken text-[0.625rem] font-semibold text-text-muted"
  >
    {initialsOf(name)}
  </span>
)

/** The first letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const parts = name.split(/\s+/u).filter((part) => part !== '')
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => (part === undefined ? '' : ([...part][0] ?? '').toUpperCase()))
    .join('')
}

const MAX_NAMED = 4

/** The names of the fields that an entry changed, where the sentence does not name them. */
function Summary({ activity: { fields, action } }: { activity: Activity }) {
  if (action !== 'connector.update' || fields.every(({ hidden }) => hidden === 'secret_set')) return null
  const labels = fields.slice(0, MAX_NAMED).map(({ path }) => words.fieldLabel(path))
  const more = fields.length > MAX_NAMED ? ', …' : ''
  return (
    <span className="text-text-muted">
      {' '}
      · <Marked>{labels.join(', ')}</Marked>
      {more}
    </span>
  )
}

interface DetailsProps {
  activity: Activity
  isCurrent: boolean
  /** The connector that it was done to; undefined for one that is not there, and for what is none. */
  card: ConnectorCard | undefined
}

function Details({ activity, isCurrent, card }: DetailsProps) {
  const { activity: store, list, view } = useStores()
  const { workspaceId } = useRows()
  const { fields, subjectId, subjectName, person, action } = activity
  const tabIndex = isCurrent ? 0 : -1
  const open = (id: string) => {
    view.showTab('installed')
    list.openPanel(id)
  }
  return (
    <div className={classNames('flex flex-col gap-2 pe-4 pb-3 ps-4 sm:ps-[7.75rem]')}>
      {fields.length > 0 && <Diff fields={fields} />}
      <RestoreButton workspaceId={workspaceId} entry={activity} />
      <div className="-ms-2 flex flex-wrap items-center gap-1">
        {card && (
          <Button
            variant="quiet"
            size="s"
            tabIndex={tabIndex}
            icon={<IconExternalLink size={16} aria-hidden />}
            onClick={() => open(card.id)}
          >
            {words.openNamed(card.name)}
          </Button>
        )}
        {action.startsWith('connector.') && subjectId !== null && (
          <Button
            variant="quiet"
            size="s"
            tabIndex={tabIndex}
            icon={<IconPlugConnected size={16} aria-hidden />}
            onClick={() => store.filter({ connector: subjectId })}
          >
            {words.onlyNamed(subjectName ?? subjectId)}
          </Button>
        )}
        <Button
          variant="quiet"
          size="s"
          tabIndex={tabIndex}
          icon={<IconUser size={16} aria-hidden />}
          onClick={() => store.filter({ person: person.id })}
        >
          {words.onlyNamed(person.name)}
        </Button>
      </div>
    </div>
  )
}
