import { Toast } from '@base-ui/react/toast'
import { IconAlertTriangle, IconBell, IconCircleCheck, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Toasts } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { Button } from '../button.tsx'

/** The notices of `manager` in the lower left corner, because dialogs have their buttons on the right; F6 focuses them. */
export function ToastRegion({ manager, children }: { manager: Toasts['manager']; children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          aria-label={text.app.notices}
          className="fixed bottom-4 left-4 z-50 flex w-[min(20rem,calc(100vw-2rem))] flex-col gap-2 outline-none"
        >
          <Notices />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Notices() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      role="group"
      aria-modal={undefined}
      // Base UI announces a notice in a live region and hides it, but screen readers must be able to reach its buttons.
      aria-hidden={undefined}
      className="animate-appear rounded-card border border-line bg-surface-raised shadow-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-limited:hidden"
    >
      <Toast.Content className="flex items-start gap-3 py-2.5 pr-2 pl-3">
        <Sign type={toast.type} />
        <div className="min-w-0 flex-1 py-0.5">
          <Toast.Title className="line-clamp-3 text-sm font-medium break-words" render={<p />} />
          <Toast.Description className="line-clamp-6 text-sm break-words text-text-muted" />
        </div>
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
  if (type === 'failure') return <IconAlertTriangle size={18} aria-hidden className="mt-1 shrink-0 text-bad" />
  if (type === 'notice') return <IconBell size={18} aria-hidden className="mt-1 shrink-0 text-warn" />
  return <IconCircleCheck size={18} aria-hidden className="mt-1 shrink-0 text-good" />
}
