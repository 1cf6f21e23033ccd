import type { WebContents } from 'electron'
import type { desktop, PrintOutcome } from '../../../contract/groups/desktop.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { Context, OpenExport } from '../../core/context.ts'
import type { Commands } from './commands.ts'
import type { DraftKeeper } from './draft.ts'
import type { Updates } from './updates/updates.ts'
import { hostText } from './text/text.ts'

interface Deps {
  commands: Commands
  draft: DraftKeeper
  /** Opens one more window at a path. */
  openWindow: (path: string) => void
  /** What the window that asks shows. */
  page: WebContents
  /** Null where updates are not configured. */
  updates: Updates | null
}

/** What only a window of the desktop program can ask for. */
export const createDesktop = ({
  commands,
  draft,
  openWindow,
  page,
  updates,
}: Deps): GroupHandlers<typeof desktop, Context> => ({
  takeCommands: () => commands.take(),
  takeDraft: () => draft.take(),
  keepDraft: (_context, { draft: typed }) => {
    draft.keep(typed)
    return {}
  },
  openWindow: (_context, { opens }) => {
    openWindow(`/w/${encodeURIComponent(opens)}/installed`)
    return {}
  },
  print: async () => ({ outcome: await printPage(page) }),
  savePage: async ({ openExport }) => ({
    isSaved: await save(openExport, { kind: 'page', name: hostText().pageName }, await page.printToPDF({})),
  }),
  saveText: async ({ openExport }, { name, text: content }) => ({
    isSaved: await save(openExport, { kind: 'text', name }, content),
  }),
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

/** Electron's word for a dialog that was closed without printing. */
const CANCELLED = 'Print job canceled'

/**
 * Prints a page in the system's dialog, which does not hold the page as its own `window.print()` does. Electron shows
 * nothing at all where the system has no printer.
 */
async function printPage(contents: WebContents): Promise<PrintOutcome> {
  const printers = await contents.getPrintersAsync()
  if (printers.length === 0) return 'no_printer'
  return new Promise((resolve) => {
    contents.print({}, (isPrinted, reason) =>
      resolve(isPrinted ? 'printed' : reason === CANCELLED ? 'cancelled' : 'failed'),
    )
  })
}

/** Saves a content where somebody chooses; false when nobody did. */
async function save(
  openExport: OpenExport,
  suggested: Parameters<OpenExport>[0],
  content: string | Uint8Array,
): Promise<boolean> {
  const file = await openExport(suggested)
  if (!file) return false
  try {
    await file.write(content)
    await file.commit()
    return true
  } catch (error) {
    await file.abort()
    throw error
  }
}
