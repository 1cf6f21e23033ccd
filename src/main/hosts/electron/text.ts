import { plural } from '../../../shared/words.ts'

/** Every word that a person reads outside the screens: in menus, system dialogs and notifications. */
export const text = {
  menu: {
    file: 'File',
    import: 'Import entries…',
    openBackup: 'Open backup…',
    restore: 'Restore…',
    recent: 'Recent exports',
    noRecent: 'None yet',
    clearRecent: 'Clear',
    lock: 'Lock workspace',
    view: 'View',
    help: 'Help',
    updates: 'Check for updates…',
  },
  copyright: 'MIT licence',
  exportTitle: 'Export publish targets',
  backupTitle: 'Back up',
  backupKind: 'Patchbay backup',
  fileGone: 'The file is not there any more',
  expiring: (count: number, days: number) => {
    const what = `Secrets of ${plural(count, 'connector', 'connectors')}`
    return days < 0 ? `${what} have expired` : `${what} expire within ${plural(days, 'day', 'days')} or have expired`
  },
  notAFile: 'It is not a file',
  tooLarge: (megabytes: number) => `A backup may have at most ${megabytes} MiB`,
  unreadable: 'It cannot be read',
  noSandbox:
    'This system does not let it have the sandbox that separates its window from everything else. Install the .deb package, or allow user namespaces for this file.',
}
