import type { WorkspaceState } from '../../../contract/groups/overview.ts'
import { type Trouble, TROUBLES } from '../../../shared/connector-state.ts'
import { number } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { Button } from '../button.tsx'
import { classNames } from '../class-names.ts'

const words = text.overview

const ICONS: Record<Trouble, string> = {
  errors: 'i-alert-triangle',
  expired: 'i-clock-exclamation',
  expiring: 'i-clock',
  secrets: 'i-key-off',
  outdated: 'i-alert-circle',
}

const colourOf = (trouble: Trouble) => (trouble === 'errors' ? 'text-bad!' : 'text-warn!')

/** The icon of a trouble with its colour. */
export const TroubleIcon = ({ trouble }: { trouble: Trouble }) => (
  <span aria-hidden className={classNames('icon [--icon-scale:calc(14/24)]', ICONS[trouble], colourOf(trouble))} />
)

/** What burns in a workspace, in words. */
export const troubleWords = (state: WorkspaceState): string[] =>
  TROUBLES.filter((trouble) => state[trouble] > 0).map((trouble) => words.counted[trouble](state[trouble]))

interface TroubleCountsProps {
  state: WorkspaceState
  /** Shows the connectors that are counted; without it the counts are for the eyes alone. */
  onOpen?: (trouble: Trouble) => void
  /** Names what a button shows, for its label. */
  nameOf?: (what: string) => string
}

/** The troubles of a workspace as icons with numbers; nothing for those that it does not have. */
export const TroubleCounts = ({ state, onOpen, nameOf }: TroubleCountsProps) =>
  TROUBLES.filter((trouble) => state[trouble] > 0).map((trouble) => {
    const count = number(state[trouble])
    const title = words.counted[trouble](state[trouble])
    return onOpen ? (
      <Button
        key={trouble}
        variant="quiet"
        size="s"
        className={classNames('h-6 px-1! text-xs hover:text-inherit', colourOf(trouble))}
        icon={<TroubleIcon trouble={trouble} />}
        title={title}
        aria-label={nameOf?.(title) ?? title}
        onClick={() => onOpen(trouble)}
      >
        {count}
      </Button>
    ) : (
      <span
        key={trouble}
        aria-hidden
        title={title}
        className={classNames('inline-flex shrink-0 items-center gap-1 text-xs', colourOf(trouble))}
      >
        <TroubleIcon trouble={trouble} />
        {count}
      </span>
    )
  })
