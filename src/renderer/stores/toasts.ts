import { Toast } from '@base-ui/react/toast'
import { toAppError } from './to-app-error.ts'

interface ToastAction {
  label: string
  run: () => void
}

export interface Toasts {
  /** What the provider in the page listens to. */
  manager: ReturnType<typeof Toast.createToastManager>
  success(title: string, more?: { description?: string; action?: ToastAction }): void
  /** Says what did not work and why; announced at once. */
  failure(title: string, error: unknown): void
}

const SUCCESS_MS = 5000
/** Long enough to notice, read and reach the button. */
const WITH_ACTION_MS = 10_000

/** Short notices in the corner. */
export function createToasts(): Toasts {
  const manager = Toast.createToastManager()
  return {
    manager,
    success: (title, { description, action } = {}) => {
      const id = manager.add({
        type: 'success',
        title,
        description,
        timeout: action ? WITH_ACTION_MS : SUCCESS_MS,
        actionProps: action && {
          children: action.label,
          onClick: () => {
            manager.close(id)
            action.run()
          },
        },
      })
    },
    failure: (title, error) => {
      const { message } = toAppError(error)
      manager.add({
        type: 'failure',
        title,
        description: message === title ? undefined : message,
        priority: 'high',
        timeout: WITH_ACTION_MS,
      })
    },
  }
}
