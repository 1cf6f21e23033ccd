import { Menu as Base } from '@base-ui/react/menu'
import { IconCheck } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { text } from '../text/text.ts'
import { classNames } from './class-names.ts'
import { Input } from './fields/input.tsx'

const ITEM =
  'flex min-h-8 items-center gap-2 rounded-control px-2 text-sm outline-none select-none data-highlighted:bg-accent-soft [&>svg]:shrink-0'

interface MenuProps {
  trigger: ReactElement
  /** The label of a search field that filters the items; absent for none. */
  searchLabel?: string | undefined
  /** A section below the items that stays in sight while they scroll. */
  section?: ReactNode
  /** Runs when the menu opens and closes. */
  onOpenChange?: (isOpen: boolean) => void
  isWide?: boolean
  children: ReactNode
}

/** In a low window everything scrolls together. */
const SCROLLS = 'min-h-0 overflow-y-auto'
const ITEMS_SCROLL = 'scroll-fade [@media(min-height:30rem)]:min-h-0 [@media(min-height:30rem)]:overflow-y-auto'

/** A menu below its trigger. */
export function Menu({ trigger, searchLabel, section, onOpenChange, isWide = false, children }: MenuProps) {
  const content = (
    <>
      <div className={classNames('p-1 empty:hidden', ITEMS_SCROLL)}>{children}</div>
      {section !== undefined && <div className="shrink-0 px-1 pb-1 empty:hidden">{section}</div>}
    </>
  )
  const menu = (
    <Base.Root onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            className={classNames(
              'flex max-h-[min(44rem,var(--available-height))] max-w-[var(--available-width)] animate-appear flex-col rounded-card border border-line bg-surface-raised shadow-overlay outline-none',
              isWide ? 'w-[27rem]' : 'w-80',
            )}
          >
            {searchLabel !== undefined && (
              <div className="border-b border-line p-1.5">
                <Base.Input aria-label={searchLabel} placeholder={searchLabel} render={<Input />} />
              </div>
            )}
            {searchLabel === undefined ? (
              <div className={classNames('flex flex-col', SCROLLS)}>{content}</div>
            ) : (
              <>
                <Base.Empty className="px-3 py-4 text-sm text-text-muted empty:hidden">
                  {text.common.noMatch}
                </Base.Empty>
                <Base.List className={classNames('flex flex-col', SCROLLS)}>{content}</Base.List>
              </>
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
  return searchLabel === undefined ? menu : <Base.FilterProvider autoHighlight>{menu}</Base.FilterProvider>
}

/** Where a menu opens: at an element, or at a point of the window. */
type MenuAnchor = Element | { x: number; y: number }

interface MenuAtProps {
  label: string
  anchor: MenuAnchor
  onClose: () => void
  children: ReactNode
}

/** An open menu without a trigger of its own, as after a right click. */
export function MenuAt({ label, anchor, onClose, children }: MenuAtProps) {
  const place = anchor instanceof Element ? anchor : { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y) }
  return (
    <Base.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={place} align="start" sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            aria-label={label}
            className="flex max-h-(--available-height) w-56 animate-appear flex-col overflow-y-auto rounded-card border border-line bg-surface-raised p-1 shadow-overlay outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuSectionProps {
  label: string
  /** Puts items side by side in a low window, which leaves room for what is above them. */
  isDense?: boolean
  children: ReactNode
}

/** A group of items below a line; the line is hidden when a search matches none of them. */
export const MenuSection = ({ label, isDense = false, children }: MenuSectionProps) => (
  <Base.Group
    aria-label={label}
    className={isDense ? '[@media(max-height:45rem)]:grid [@media(max-height:45rem)]:grid-cols-[auto_auto]' : ''}
  >
    <Base.Separator className="col-span-full -mx-1 mb-1 h-px bg-line" />
    {children}
  </Base.Group>
)

interface MenuItemProps {
  icon?: ReactNode
  /** The text that a search compares; the text of the item when absent. */
  label?: string
  onSelect: () => void
  children: ReactNode
}

export const MenuItem = ({ icon, label, onSelect, children }: MenuItemProps) => (
  <Base.Item className={ITEM} onClick={onSelect} {...(label !== undefined && { label })}>
    {icon}
    {children}
  </Base.Item>
)

interface MenuChoicesProps<T extends string> {
  label: string
  /** Shows the label above the group. */
  isTitled?: boolean
  value: T
  options: readonly { value: T; label: string; content: ReactNode }[]
  onChange: (value: T) => void
}

/** A group of items of which one is chosen. */
export function MenuChoices<T extends string>({
  label,
  isTitled = false,
  value,
  options,
  onChange,
}: MenuChoicesProps<T>) {
  return (
    <Base.RadioGroup aria-label={label} value={value} onValueChange={(next: T) => onChange(next)}>
      {isTitled && (
        <p aria-hidden className="px-2 pt-2 pb-1 text-xs font-medium text-text-muted">
          {label}
        </p>
      )}
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          label={option.label}
          closeOnClick
          className={classNames(ITEM, 'pe-2')}
        >
          <span className="flex min-w-0 flex-1 items-center gap-2">{option.content}</span>
          <Base.RadioItemIndicator keepMounted className="shrink-0 text-accent data-unchecked:invisible">
            <IconCheck size={16} aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}
