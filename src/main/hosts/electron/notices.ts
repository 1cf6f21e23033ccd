import { Notification } from 'electron'

/** Notices of the system, which a person reads without a window. A click on one brings the window to the front. */
export function createNotices({ focus }: { focus: () => void }) {
  // Without a reference a notification would be collected, and a click on it would do nothing.
  const shown = new Set<Notification>()
  return {
    isSupported: () => Notification.isSupported(),
    show: (words: { title: string; body: string }, onClick: () => void) => {
      const notification = new Notification(words)
      shown.add(notification)
      notification.on('click', () => {
        focus()
        onClick()
      })
      notification.on('close', () => shown.delete(notification))
      notification.show()
    },
  }
}
