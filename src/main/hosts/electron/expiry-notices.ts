import { daysLeft, expiryNews } from '../../../shared/expiry.ts'
import type { AppApi } from '../../../contract/index.ts'
import { readPages } from '../../../contract/read-pages.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import type { Commands } from './commands.ts'
import { createNotices } from './notices.ts'
import type { Remembered } from './remembered.ts'
import { hostText } from './text/text.ts'

interface Deps {
  api: AppApi
  commands: Pick<Commands, 'push'>
  remembered: Remembered
  /** Brings the window to the front. */
  focus: () => void
  now: () => Date
}

export interface ExpiryNotices {
  /**
   * Notifies about secrets that expire soon, in every workspace, once for each date and threshold. Answers whether a day is
   * to come that may bring another notice.
   */
  notify(): Promise<boolean>
}

export function createExpiryNotices({ api, commands, remembered, focus, now }: Deps): ExpiryNotices {
  const notices = createNotices({ focus })

  const show = ({ id: workspaceId, name: title }: Workspace, count: number, within: number) =>
    notices.show({ title, body: hostText().expiring(count, within) }, () =>
      commands.push({ kind: 'show-expiring', workspaceId, within }),
    )

  return {
    notify: async () => {
      if (!notices.isSupported()) return false
      let isWaiting = false
      for (const workspace of await api.workspaces.list({})) {
        const cards = await readPages((page) => api.connectors.list({ workspaceId: workspace.id, ...page }))
        isWaiting ||= cards.some(
          ({ secretExpiresAt }) => secretExpiresAt !== null && daysLeft(secretExpiresAt, now()) >= 0,
        )
        const all = cards.flatMap((card) => expiryNews(card, now()) ?? [])
        const news = all.filter(({ mark }) => !remembered.hasNotified(mark))
        if (news.length === 0) continue
        remembered.addNotified(news.map(({ mark }) => mark))
        show(workspace, news.length, Math.max(...news.map(({ threshold }) => threshold)))
      }
      return isWaiting
    },
  }
}
