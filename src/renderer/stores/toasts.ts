import { Toast } from '@base-ui/react/toast'
import { toAppError } from './to-app-error.ts'
import { errorMessage } from '../text/wording.ts'

interface ToastAction {
  label: string
  run: () => void
}

export interface Toasts {
  /** The manager for the toast provider in the page. */
  manager: ReturnType<typeof Toast.createToastManager>
  success(title: string, more?: { description?: string; action?: ToastAction }): void
  /** Shows a message that is not the result of a click. */
  notice(title: string, more?: { description?: string; action?: ToastAction }): void
  /** Shows a message until the returned function is called or somebody closes it. */
  standing(title: string, more: { description: string; action: ToastAction }): () => void
  /** Shows what failed and why; screen readers announce it at once. */
  failure(title: string, error: unknown): void
}

const SUCCESS_MS = 5000
/** Long enough to notice and read a message and reach its button, in milliseconds. */
const WITH_ACTION_MS = 10_000

/** Short notices in the corner. */
export function createToasts(): Toasts {
  const manager = Toast.createToastManager()
  const add =
    (type: 'success' | 'notice') =>
    (title: string, { description, action }: { description?: string; action?: ToastAction } = {}) => {
      const id = manager.add({
        type,
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
    }
  return {
    manager,
    success: add('success'),
    notice: add('notice'),
    standing: (title, { description, action }) => {
      const id = manager.add({
        ...{ type: 'notice', title, description, timeout: 0, priority: 'high' },
        actionProps: { children: action.label, onClick: action.run },
      })
      return () => manager.close(id)
    },
    failure: (title, error) => {
      const message = errorMessage(toAppError(error))
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
