import type { WebContents } from 'electron'
import type { desktop } from '../../../contract/groups/desktop.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { Context } from '../../core/context.ts'
import type { Commands } from './commands.ts'
import type { DraftKeeper } from './draft.ts'
import { printPage, savePage } from './print.ts'
import type { Updates } from './updates/updates.ts'

interface Deps {
  commands: Commands
  draft: DraftKeeper
  /** What the window that asks shows. */
  page: WebContents
  /** Null where updates are not configured. */
  updates: Updates | null
}

/** What only a window of the desktop program can ask for. */
export const createDesktop = ({ commands, draft, page, updates }: Deps): GroupHandlers<typeof desktop, Context> => ({
  takeCommands: () => commands.take(),
  takeDraft: () => draft.take(),
  keepDraft: (_context, { draft: typed }) => {
    draft.keep(typed)
    return {}
  },
  print: async () => ({ outcome: await printPage(page) }),
  savePage: async ({ openExport }) => ({ isSaved: await savePage(page, openExport) }),
  update: () => updates?.state() ?? null,
  checkForUpdate: () => {
    updates?.check()
    return updates?.state() ?? null
  },
  installUpdate: () => {
    updates?.install()
    return {}
  },
})
