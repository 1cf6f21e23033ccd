import { Toast } from '@base-ui/react/toast'
import { IconAlertTriangle, IconBell, IconCircleCheck, IconX } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useRef } from 'react'
import type { ToastData, Toasts } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { Button } from '../button.tsx'
import { classNames } from '../class-names.ts'

interface ToastRegionProps {
  manager: Toasts['manager']
  /** What stands before the title of a notice of a workspace. */
  place: ComponentType<{ workspaceId: string }>
  children: ReactNode
}

/** At the bottom in the middle; on the left where a dialog or a panel has its buttons, and above the bar of a selection. */
const PLACE =
  'fixed bottom-4 start-1/2 w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 rtl:translate-x-1/2 ' +
  '[body:has(.bg-scrim,[role=tabpanel]:not([aria-hidden])_[data-panel])_&]:start-4 ' +
  '[body:has(.bg-scrim,[role=tabpanel]:not([aria-hidden])_[data-panel])_&]:translate-x-0! ' +
  'min-[48rem]:[body:has([role=tabpanel]:not([aria-hidden])_[data-panel])_&]:max-w-[calc(100vw-432px-2rem)] ' +
  '[body:has([role=tabpanel]:not([aria-hidden])_[data-action-bar])_&]:bottom-20'

/** Keeps `--notices` the height of the notices, so what they would cover can end above them. */
function measure(region: HTMLElement | null) {
  if (!region) return undefined
  const observer = new ResizeObserver(() =>
    document.documentElement.style.setProperty('--notices', `${region.offsetHeight}px`),
  )
  observer.observe(region)
  return () => observer.disconnect()
}

/** The newest notices of `manager`, at the bottom; F6 focuses them, and Escape leads back. */
export function ToastRegion({ manager, place, children }: ToastRegionProps) {
  const before = useRef<Element | null>(null)
  return (
    <Toast.Provider toastManager={manager} limit={2}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          ref={measure}
          onFocus={({ target, currentTarget, relatedTarget }) => {
            if (target === currentTarget && !currentTarget.contains(relatedTarget)) before.current = relatedTarget
          }}
          onKeyDown={({ key, target, currentTarget }) => {
            if (key === 'Escape' && target === currentTarget && before.current instanceof HTMLElement)
              before.current.focus()
          }}
          aria-label={text.app.notices}
          className={classNames(PLACE, 'pointer-events-none z-50 flex flex-col items-center gap-2 outline-none')}
        >
          <Notices place={place} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Notices({ place: Place }: Pick<ToastRegionProps, 'place'>) {
  const { toasts } = Toast.useToastManager<ToastData>()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      role="group"
      aria-modal={undefined}
      // Base UI announces a notice in a live region and hides it, but screen readers must be able to reach its buttons.
      aria-hidden={undefined}
      className="pointer-events-auto w-full max-w-[34rem] min-w-72 animate-appear rounded-card border border-line bg-surface-raised shadow-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-limited:hidden"
    >
      <Toast.Content className="flex items-center gap-3 py-2 pe-2 ps-4">
        <Sign type={toast.type} />
        <div className="min-w-0 flex-1 py-0.5">
          <div className="flex min-w-0 items-baseline gap-1.5">
            {toast.data?.workspaceId && <Place workspaceId={toast.data.workspaceId} />}
            <Toast.Title className="line-clamp-3 text-sm font-medium wrap-anywhere" render={<p />} />
          </div>
          <Toast.Description className="line-clamp-6 text-sm wrap-anywhere text-text-muted" />
        </div>
        {toast.data?.more && (
          <Button size="s" variant="quiet" className="text-text" onClick={toast.data.more.run}>
            {toast.data.more.label}
          </Button>
        )}
        <Toast.Action render={<Button size="s" className="empty:hidden" />} />
        <Toast.Close
          aria-hidden={undefined}
          render={<Button variant="quiet" size="s" aria-label={text.common.dismiss} icon={<IconX size={16} />} />}
        />
      </Toast.Content>
    </Toast.Root>
  ))
}

function Sign({ type }: { type: string | undefined }) {
  if (type === 'failure') return <IconAlertTriangle size={18} aria-hidden className="shrink-0 text-bad" />
  if (type === 'notice') return <IconBell size={18} aria-hidden className="shrink-0 text-warn" />
  return <IconCircleCheck size={18} aria-hidden className="shrink-0 text-good" />
}
