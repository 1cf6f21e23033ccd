import { IconChevronRight, IconX } from '@tabler/icons-react'
import { isObject } from '../../../shared/json.ts'
import { capabilityText } from '../../text/capabilities.ts'
import { text } from '../../text/text.ts'
import { classNames } from '../class-names.ts'
import { capabilityChips, type ChipGroup } from './capability-chips.ts'

/** What a catalog entry can do: in chips where it can be put in words, and all of it as data. */
export function Capabilities({ capabilities }: { capabilities: Record<string, unknown> }) {
  const groups = capabilityChips(capabilities)
  const count = countValues(capabilities)
  const media = capabilities['media']
  if (count === 0) return <p className="text-sm text-text-muted">{text.catalog.noCapabilities}</p>
  return (
    <div className="flex flex-col gap-4">
      {groups.map(({ title, chips }) => (
        <section key={title}>
          <h4 className="mb-1.5 text-sm font-medium text-text-muted">{title}</h4>
          <Chips chips={chips} />
        </section>
      ))}
      {isObject(media) && media['mixed'] === false && <p className="text-xs text-text-muted">{capabilityText.mixed}</p>}
      <details className="group rounded-card border border-line text-sm" open={groups.length === 0}>
        <summary className="flex h-10 items-center gap-2 rounded-card px-3 font-medium marker:content-none">
          <IconChevronRight
            size={16}
            aria-hidden
            className="text-text-muted transition-[rotate] duration-100 group-open:rotate-90! rtl:rotate-180"
          />
          {capabilityText.raw}
          <span className="ms-auto text-xs font-normal text-text-muted">{capabilityText.values(count)}</span>
        </summary>
        <pre
          dir="ltr"
          tabIndex={0}
          aria-label={capabilityText.raw}
          className="overflow-x-auto border-t border-line px-3 py-2 font-mono text-xs"
        >
          {JSON.stringify(capabilities, null, 2)}
        </pre>
      </details>
    </div>
  )
}

/** What an entry can do, in chips without headings. */
export const CapabilityChips = ({ capabilities }: { capabilities: Record<string, unknown> }) => (
  <Chips chips={capabilityChips(capabilities).flatMap(({ chips }) => chips)} />
)

const Chips = ({ chips }: Pick<ChipGroup, 'chips'>) => (
  <ul className="flex flex-wrap gap-1.5">
    {withKeys(chips).map(({ label, isOff, key }) => (
      <li
        key={key}
        className={classNames(
          'flex min-h-6 items-center gap-1 rounded-full px-2.5 text-xs',
          isOff ? 'border border-line text-text-muted' : 'bg-surface-sunken font-medium forced-colors:border',
        )}
      >
        {isOff && (
          <>
            <IconX size={12} aria-hidden />
            <span className="sr-only">{capabilityText.not}</span>
          </>
        )}
        {label}
      </li>
    ))}
  </ul>
)

/** Two kinds of media may have the same limit. */
const withKeys = (chips: ChipGroup['chips']) => chips.map((chip, at) => ({ ...chip, key: `${at} ${chip.label}` }))

/** The number of values in capabilities of any depth; a list is one, and null is none. */
const countValues = (value: unknown): number =>
  isObject(value)
    ? Object.values(value).reduce((sum: number, inner) => sum + countValues(inner), 0)
    : value === null || value === undefined
      ? 0
      : 1
