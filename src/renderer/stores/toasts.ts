import { Toast } from '@base-ui/react/toast'
import { toAppError } from './to-app-error.ts'
import { errorMessage } from '../text/wording.ts'

interface ToastAction {
  label: string
  run: () => void
}

/** What a notice has besides its title. */
interface ToastDetails {
  description?: string
  action?: ToastAction
  /** A second action, such as to show more. */
  more?: ToastAction
  /**
   * What the notice is about, by id or one of the functions below. A newer notice about any of it takes its place, so none
   * contradicts another. Unless given, a notice is about what its title names, and so is shown once.
   */
  subjects?: readonly string[]
  /** The workspace that it happened in; while another one is shown, the notice names it. */
  workspaceId?: string
}

/** A notice about the key of a workspace. */
export const aboutKey = (workspaceId: string) => ({ subjects: [`key:${workspaceId}`], workspaceId })

/** A notice about a person in a workspace. */
export const aboutPerson = (workspaceId: string, personId: string) => ({
  subjects: [`person:${workspaceId}:${personId}`],
  workspaceId,
})

/** A notice about a workspace itself, which its title names. */
export const aboutWorkspace = (workspaceId: string) => ({ subjects: [workspaceId] })

/** A notice about the person who uses this window. */
export const ABOUT_ME = { subjects: ['me'] }

/** What a notice carries to where it is drawn. */
export interface ToastData {
  workspaceId: string | null
  more: ToastAction | null
}

export interface Toasts {
  /** The manager for the toast provider in the page. */
  manager: ReturnType<typeof Toast.createToastManager<ToastData>>
  success(title: string, details?: ToastDetails): void
  /** Shows a message that is not the result of a click. */
  notice(title: string, details?: ToastDetails): void
  /** Shows a message until the returned function is called or somebody closes it. */
  standing(title: string, details: { description: string; action: ToastAction }): () => void
  /** Shows a bad answer, which is no error of the program. */
  bad(title: string, details: ToastDetails): void
  /** Shows what failed and why; screen readers announce it at once. */
  failure(title: string, error: unknown, details?: Pick<ToastDetails, 'subjects' | 'workspaceId'>): void
}

const SUCCESS_MS = 5000
/** Long enough to notice and read a message and reach its button, in milliseconds. */
const WITH_ACTION_MS = 10_000

/** Short notices, of which the newest about a subject wins; `help` leads to what the reason of a failure means. */
export function createToasts(help: (reason: string) => ToastAction): Toasts {
  const manager = Toast.createToastManager<ToastData>()
  /** The notices that are shown, with what they are about. */
  const shown = new Map<string, ReadonlySet<string>>()

  const add = (
    type: 'success' | 'notice' | 'failure',
    title: string,
    { description, action, more, subjects = [title], workspaceId }: ToastDetails = {},
  ) => {
    for (const [id, about] of shown) if (subjects.some((subject) => about.has(subject))) manager.close(id)
    const runAndClose = (run: () => void) => () => {
      manager.close(id)
      run()
    }
    const id: string = manager.add({
      type,
      title,
      description,
      ...(type === 'failure' && { priority: 'high' as const }),
      timeout: action || type === 'failure' ? WITH_ACTION_MS : SUCCESS_MS,
      data: { workspaceId: workspaceId ?? null, more: more ? { ...more, run: runAndClose(more.run) } : null },
      actionProps: action && { children: action.label, onClick: runAndClose(action.run) },
      onRemove: () => void shown.delete(id),
    })
    shown.set(id, new Set(subjects))
  }

  return {
    manager,
    success: (title, details) => add('success', title, details),
    notice: (title, details) => add('notice', title, details),
    standing: (title, { description, action }) => {
      const id = manager.add({
        ...{ type: 'notice', title, description, timeout: 0, priority: 'high' },
        data: { workspaceId: null, more: null },
        actionProps: { children: action.label, onClick: action.run },
      })
      return () => manager.close(id)
    },
    bad: (title, details) => add('failure', title, details),
    failure: (title, error, details) => {
      const appError = toAppError(error)
      const message = errorMessage(appError)
      const more = appError.reason ? help(appError.reason) : null
      add('failure', title, { ...details, ...(message !== title && { description: message }), ...(more && { more }) })
    },
  }
}
