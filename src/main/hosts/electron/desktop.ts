import type { desktop } from '../../../contract/desktop.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { Commands } from './commands.ts'
import type { DraftKeeper } from './draft.ts'
import type { Updates } from './updates.ts'

interface Deps {
  commands: Commands
  draft: DraftKeeper
  /** Null where updates are not configured. */
  updates: Updates | null
}

/** What only a window of the desktop program can ask for. */
export const createDesktop = ({ commands, draft, updates }: Deps): GroupHandlers<typeof desktop, unknown> => ({
  takeCommands: () => commands.take(),
  takeDraft: () => draft.take(),
  keepDraft: (_context, { draft: typed }) => {
    draft.keep(typed)
    return {}
  },
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
