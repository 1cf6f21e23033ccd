import { Dialog as Base } from '@base-ui/react/dialog'
import { IconHelp, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, use, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { text } from '../../text/text.ts'
import { Button } from '../button.tsx'
import { classNames } from '../class-names.ts'
import { Confirm } from './confirm.tsx'
import { DialogHelp, isHelpKey } from './dialog-help.ts'
import { DialogQuestion } from './dialog-question.ts'
import { useLeave } from './use-leave.ts'
import { WorkspaceName } from '../workspace-name.tsx'

/** An element to focus; null for the default, false for none. */
type FocusTarget = (() => HTMLElement | null | false) | undefined

export interface DialogProps {
  title: string
  description?: ReactNode
  icon?: ReactNode
  /** The workspace that the dialog changes, shown with its name and colour. */
  workspace?: Workspace | null
  size?: 's' | 'm' | 'l' | 'xl'
  footer?: ReactNode
  /** Runs after Esc, a close button or a click outside. */
  onClose: () => void
  /** Whether closing would lose input; then the dialog asks before it closes or the page ends, and ignores clicks outside. */
  isDirty?: () => boolean
  /** What to ask in place of whether to discard what was typed. */
  closeQuestion?: { title: string; body: string; confirmLabel: string; cancelLabel: string }
  initialFocus?: FocusTarget
  finalFocus?: FocusTarget
  /** The label of a body without focusable elements, so the keyboard can scroll it. */
  bodyLabel?: string
  children?: ReactNode
}

const FIELD =
  'input:not(:disabled, [hidden], [type=radio]:not(:checked)), select:not(:disabled), textarea:not(:disabled)'

const DISCARD = {
  title: text.common.discardTitle,
  body: text.common.discardBody,
  confirmLabel: text.common.discard,
  cancelLabel: text.common.keepEditing,
}

const WIDTHS = { s: 'max-w-md', m: 'max-w-xl', l: 'max-w-[52.5rem]', xl: 'max-w-6xl' }

/** Leaves room for the label above a field that scrolls into view. */
const SCROLLS =
  'scroll-pt-8 scroll-pb-5 [@media(max-height:24rem)]:flex-none [@media(max-height:24rem)]:overflow-visible'
/** In a low window, for example at a large zoom, the whole dialog scrolls because head and foot would fill it. */
const SCROLLS_WHOLE = '[@media(max-height:24rem)]:scroll-pt-8 [@media(max-height:24rem)]:overflow-y-auto'

/** A modal dialog: it traps the focus and returns it, and only its body scrolls unless the window is low. */
export function Dialog(props: DialogProps) {
  const { title, description, icon, workspace, size = 'm', footer, onClose, children } = props
  const [isAsking, ask] = useState(false)
  const help = use(DialogHelp)
  const question = use(DialogQuestion)
  const [isHelping, setHelping] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const closeButton = useRef<HTMLButtonElement>(null)
  // The focus starts in the first field; without one, Enter closes the dialog and does not open its help.
  const firstField = () => body.current?.querySelector<HTMLElement>(FIELD)
  const startOfFocus = () => (props.initialFocus ?? firstField)() ?? closeButton.current
  const isDirty = useRef(props.isDirty)
  useEffect(() => {
    isDirty.current = props.isDirty
  })
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => {
      if (isDirty.current?.()) event.preventDefault()
    }
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!help?.at || event.defaultPrevented || !isHelpKey(event)) return
    event.preventDefault()
    setHelping(true)
  }
  const above = help?.above ?? null
  // The notice that asked for help has the focus and goes, so the help would give it back to nothing.
  useLayoutEffect(() => {
    if (above) closeButton.current?.focus()
  }, [above])
  const place = above ?? (isHelping ? help?.at : null)
  const closeHelp = () => {
    setHelping(false)
    help?.closeAbove()
  }
  // A dialog that this one opens has the same help, and leaves what a notice asks for to this one.
  const inner = help && { ...help, above: null }
  const leave = () => (props.isDirty?.() ? ask(true) : onClose())
  useLeave(leave)
  return (
    <Base.Root
      open
      onOpenChange={(open) => {
        if (!open) leave()
      }}
      disablePointerDismissal={props.isDirty !== undefined}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 animate-[reveal_120ms_ease-out] bg-scrim" />
        <Base.Viewport className="fixed inset-0 z-40 flex items-start justify-center px-4 pt-6 pb-[calc(1.5rem+var(--notices,0px))]">
          <Base.Popup
            initialFocus={startOfFocus}
            {...(props.finalFocus && { finalFocus: props.finalFocus })}
            data-colour={workspace?.colour}
            onKeyDown={onKeyDown}
            className={classNames(
              'relative flex max-h-full w-full animate-appear flex-col overflow-hidden rounded-xl',
              'border border-line bg-surface-raised shadow-overlay outline-none',
              SCROLLS_WHOLE,
              WIDTHS[size],
            )}
          >
            {workspace && <div aria-hidden className="h-[3px] shrink-0 bg-workspace" />}
            <header className="flex items-start gap-3 px-5 pt-4 pb-3">
              {icon}
              <div className="min-w-0 flex-1">
                <Base.Title className="text-lg font-semibold break-words">{title}</Base.Title>
                {workspace && (
                  <p className="mt-0.5 flex text-sm text-text-muted">
                    <WorkspaceName workspace={workspace} prefix={text.workspaces.inside} />
                  </p>
                )}
                {description !== undefined && (
                  <Base.Description className="mt-1 text-sm text-text-muted" render={<div />}>
                    {description}
                  </Base.Description>
                )}
              </div>
              {help?.at && (
                <Button
                  variant="quiet"
                  size="s"
                  aria-label={text.help.here}
                  icon={<IconHelp size={16} />}
                  onClick={() => setHelping(true)}
                />
              )}
              <Base.Close
                ref={closeButton}
                render={<Button variant="quiet" size="s" aria-label={text.common.close} icon={<IconX size={16} />} />}
              />
            </header>
            {children !== undefined && (
              <div
                ref={body}
                {...(props.bodyLabel !== undefined && { role: 'region', 'aria-label': props.bodyLabel, tabIndex: 0 })}
                className={classNames('min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5', SCROLLS)}
              >
                <DialogHelp value={inner}>
                  <DialogQuestion value={null}>{children}</DialogQuestion>
                </DialogHelp>
              </div>
            )}
            {footer !== undefined && (
              <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-5 py-3">
                {footer}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
      {help && place && (
        <DialogHelp value={null}>
          <help.Help key={place.page} at={place} onClose={closeHelp} />
        </DialogHelp>
      )}
      {question}
      {isAsking && (
        <Confirm
          {...(props.closeQuestion ?? DISCARD)}
          workspace={workspace ?? null}
          onConfirm={onClose}
          onClose={() => ask(false)}
        />
      )}
    </Base.Root>
  )
}

/** A button that closes the dialog around it, as Esc does. */
export const DialogClose = ({ children }: { children: ReactNode }) => (
  <Base.Close render={<Button />}>{children}</Base.Close>
)
