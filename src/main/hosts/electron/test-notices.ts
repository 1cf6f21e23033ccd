import type { AppApi } from '../../../contract/index.ts'
import type { Commands } from './commands.ts'
import { createNotices } from './notices.ts'
import { hostText } from './text/text.ts'

interface Deps {
  api: AppApi
  commands: Pick<Commands, 'push'>
  /** Brings the window to the front. */
  focus: () => void
}

export interface TestNotices {
  /** Notifies of what the last scheduled run of a workspace has changed, if anything. */
  notify(workspaceId: string): Promise<void>
}

export function createTestNotices({ api, commands, focus }: Deps): TestNotices {
  const notices = createNotices({ focus })
  return {
    notify: async (workspaceId) => {
      if (!notices.isSupported()) return
      const { lastRun } = await api.connectionTests.schedule({ workspaceId })
      const [failing, working] = [lastRun?.nowFailing ?? [], lastRun?.nowWorking ?? []].map((list) =>
        list.map(({ name }) => name),
      ) as [string[], string[]]
      const body = hostText().changedTests(failing, working)
      const workspace = (await api.workspaces.list({})).find(({ id }) => id === workspaceId)
      if (body === '' || !workspace) return
      notices.show({ title: workspace.name, body }, () => commands.push({ kind: 'show-failing', workspaceId }))
    },
  }
}
