import { plural } from '../../../../shared/words.ts'

/** The English texts of the desktop program outside its screens. */
export const english = {
  menu: {
    file: 'File',
    newWindow: 'New window',
    join: 'Join a workspace…',
    import: 'Import entries…',
    importCode: 'Import connectors from code…',
    openBackup: 'Open backup…',
    restore: 'Restore…',
    recent: 'Recent exports',
    noRecent: 'None yet',
    clearRecent: 'Clear',
    lock: 'Lock workspace',
    settings: 'Settings…',
    view: 'View',
    help: 'Help',
    pages: 'Patchbay help',
    keyboard: 'Keyboard shortcuts',
    about: 'About Patchbay',
    updates: 'Check for updates…',
    /** What Electron names in English on every system. */
    roles: {
      about: 'About Patchbay',
      close: 'Close window',
      copy: 'Copy',
      cut: 'Cut',
      delete: 'Delete',
      editMenu: 'Edit',
      front: 'Bring all to front',
      hide: 'Hide Patchbay',
      hideOthers: 'Hide others',
      minimize: 'Minimize',
      paste: 'Paste',
      pasteAndMatchStyle: 'Paste and match style',
      quit: 'Quit',
      redo: 'Redo',
      resetZoom: 'Actual size',
      selectAll: 'Select all',
      services: 'Services',
      togglefullscreen: 'Full screen',
      undo: 'Undo',
      unhide: 'Show all',
      windowMenu: 'Window',
      zoom: 'Zoom',
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
    },
  },
  copyright: 'MIT licence',
  exportTitle: 'Export publish targets',
  invitationTitle: 'Save the invitation',
  invitationKind: 'Patchbay invitation',
  requestTitle: 'Save the page',
  requestKind: 'Page',
  codeTitle: 'Export as code',
  secretsTitle: 'Export secrets',
  secretsKind: 'age file',
  activityTitle: 'Export activity',
  backupTitle: 'Back up',
  textTitle: 'Save',
  textKind: 'Text',
  pageTitle: 'Save as PDF',
  pageName: 'patchbay-recovery-kit.pdf',
  backupKind: 'Patchbay backup',
  certificatesTitle: 'Choose certificates',
  certificatesKind: 'Certificates',
  anyKind: 'All files',
  fileGone: 'The file no longer exists',
  expiring: (count: number, days: number) => {
    const what = `Secrets of ${plural(count, 'connector', 'connectors')}`
    return days < 0 ? `${what} have expired` : `${what} expire within ${plural(days, 'day', 'days')} or have expired`
  },
  changedTests: (failing: readonly string[], working: readonly string[]) => {
    const sentence = (names: readonly string[], one: string, many: string) =>
      names.length === 0
        ? []
        : [names.length === 1 ? `${names[0]} ${one}.` : `${plural(names.length, 'connector', 'connectors')} ${many}.`]
    return [
      ...sentence(failing, 'no longer works', 'no longer work'),
      ...sentence(working, 'works again', 'work again'),
    ].join(' ')
  },
  discardTitle: (subject: string | null) => (subject ? `Discard your changes to ${subject}?` : 'Discard your changes?'),
  discardBody: 'They have not been saved.',
  discard: 'Discard',
  keepEditing: 'Keep editing',
  confirmPerson: { export: 'write secrets to a file', open: 'open a locked workspace' },
  noScreens: 'Patchbay cannot show its screens',
  /** By Chromium's word for what ended it. */
  screensEnded: (reason: string) => `Their process ended at once (${reason}).`,
  cannotStart: 'Patchbay cannot start',
  unexpected: 'Something went wrong',
}
