import type { WebContents } from 'electron'
import type { PrintOutcome } from '../../../contract/groups/desktop.ts'
import type { OpenExport } from '../../core/context.ts'
import { text } from './text.ts'

/** Electron's word for a dialog that was closed without printing. */
const CANCELLED = 'Print job canceled'

/**
 * Prints a page in the system's dialog, which does not hold the page as its own `window.print()` does. Electron shows
 * nothing at all where the system has no printer.
 */
export async function printPage(contents: WebContents): Promise<PrintOutcome> {
  const printers = await contents.getPrintersAsync()
  if (printers.length === 0) return 'no_printer'
  return new Promise((resolve) => {
    contents.print({}, (isPrinted, reason) =>
      resolve(isPrinted ? 'printed' : reason === CANCELLED ? 'cancelled' : 'failed'),
    )
  })
}

/** Saves a page as it is printed, where somebody chooses; false when nobody did. */
export async function savePage(contents: WebContents, openExport: OpenExport): Promise<boolean> {
  const page = await contents.printToPDF({})
  const file = await openExport({ kind: 'page', name: text.pageName })
  if (!file) return false
  try {
    await file.write(page)
    await file.commit()
    return true
  } catch (error) {
    await file.abort()
    throw error
  }
}
