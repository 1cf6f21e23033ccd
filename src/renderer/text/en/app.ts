import { date, number } from '../formats.ts'
import { plural, withCommandKey } from './words.ts'

export const appText = {
  common: {
    chooseFile: 'Choose a file…',
    noFile: 'No file chosen',
    cancel: 'Cancel',
    suggestions: 'Suggestions',
    close: 'Close',
    dismiss: 'Dismiss',
    save: 'Save',
    retry: 'Retry',
    undo: 'Undo',
    copied: 'Copied',
    loading: 'Loading',
    noMatch: 'Nothing matches',
    removeFilter: (name: string) => `Remove the filter ${name}`,
    clear: 'Clear',
    justNow: 'just now',
    discardTitle: 'Discard what you typed?',
    discardBody: 'Your changes in this form have not been saved.',
    discard: 'Discard',
    keepEditing: 'Keep editing',
  },

  app: {
    windowTitle: (tab: string, workspace: string) => `${tab} · ${workspace} · Patchbay`,
    title: (page: string) => `${page} · Patchbay`,
    sections: 'Sections',
    notices: 'Notices',
    unreachable: 'Patchbay does not answer',
    unreachableBody: 'It may have been closed. Start it again; what you see here stays until it answers.',
    unreachableStart: 'It may have been closed. Start it again, then retry.',
    ended: 'This session has ended',
    notSignedIn: 'This page is not signed in',
    notSignedInBody:
      'A session ends when a workspace is locked and after 30 minutes without use. Run `patchbay open` and use the page that it opens.',
    endedStays: 'Run `patchbay open` again. Once its page is open, this one works too and keeps what you typed.',
    failed: 'This screen has failed',
    failedBody: 'Your saved data is safe. Load the screen again.',
    reload: 'Load again',
    lost: 'There is no such page',
    lostBody: 'The address is wrong, or it belongs to a workspace that you cannot open.',
    goTo: (workspace: string) => `Go to ${workspace}`,
    workspacesFailed: 'The workspaces could not be loaded',
  },

  desktop: {
    noWorkspace: 'Create a workspace first',
    catalogRefused: 'Only the person who created the data directory can change the catalog',
    changeRefused: 'You can only read this workspace',
    restoreRefused: 'Only the person who created the data directory can restore all data',
    waiting: 'Close the open dialog to continue',
    refusedFile: (name: string) => `${name} could not be opened`,
    leftOutFiles: (opened: number, leftOut: number) =>
      `Only ${opened} of ${number(opened + leftOut)} files were opened`,
    leftOutFilesHint: 'Open the others with File > Open backup.',
  },

  warnings: {
    label: 'Warnings',
    hide: 'Hide until the next start',
    network:
      'The data directory is on the disk of another computer, whose locks cannot be relied on. Move it to a disk of this computer.',
    synced:
      'The data directory is synchronised with other places, which can damage the database. Move it out of the synchronised folder, and keep backup files there instead.',
    updates: (since: string) =>
      `Updates could not be verified since ${date(new Date(since), { dateStyle: 'long' })}. There may be a newer version of Patchbay.`,
    settings: (why: 'damaged' | 'newer', path: string) =>
      `${why === 'newer' ? 'The settings are of a newer Patchbay' : 'The file of settings is damaged'}, so the usual ones count, and idle workspaces lock after 5 minutes. The file is kept as ${path}.`,
    check: 'Check for updates…',
  },

  updates: {
    title: 'Updates',
    idle: 'Patchbay has not looked for a newer version yet.',
    checking: 'Checking for a newer version',
    none: (version: string) => `Patchbay ${version} is the newest version.`,
    downloading: (version: string) => `Downloading Patchbay ${version}`,
    percent: (percent: number) => `${percent} %`,
    ready: (version: string) => `Patchbay ${version} is ready.`,
    readyHint: 'It is installed at the next restart. Save your work first: unsaved changes in open windows are lost.',
    restart: 'Restart now',
    later: 'Later',
    failed: 'The update failed',
    causes: {
      fixed: 'Patchbay runs from files that it cannot replace. Start it from its AppImage or its installed package.',
      unreachable: 'The update server does not answer. Check the connection, then try again.',
      unsigned:
        'The update server offers a version that the makers of Patchbay have not signed. Nothing was downloaded.',
      expired:
        'What the update server says is too old to be trusted, so newer versions may be held back from you. Nothing was downloaded. Try again later; if this stays, ask where you got Patchbay.',
      damaged: 'The download does not match what was published. Nothing was installed. Try again later.',
      unknown: 'Nothing was installed. Try again later.',
    },
  },

  search: {
    catalog: 'Search the catalog',
    installed: 'Search connectors',
    overview: 'Search all workspaces',
    activity: 'Search the activity',
    clear: 'Clear search',
    noMatchTitle: 'Nothing matches',
    noMatchBody: 'No card matches your search and filters.',
    showAll: 'Show everything',
    shown: (count: number) => plural(count, 'card is shown', 'cards are shown'),
  },

  settings: { tab: 'Settings' },

  palette: {
    title: 'Command palette',
    openWith: (shortcut: string) => `Commands, ${shortcut}`,
    shortcut: withCommandKey('K'),
    search: 'Search connectors everywhere, commands and pages',
    help: [
      { keys: '↑ ↓', does: 'move' },
      { keys: '↵', does: 'run' },
      { keys: 'Esc', does: 'close' },
    ],
    noMatch: 'Nothing matches',
    groups: {
      connectors: 'Connectors',
      elsewhere: 'In other workspaces',
      commands: 'Commands for connectors',
      actions: 'Actions',
      pages: 'Go to',
      tags: 'Tags',
      people: 'People',
      workspaces: 'Workspaces',
      catalog: 'Catalog',
    },
    goTo: (page: string) => `Go to ${page}`,
    showTagged: (tag: string) => `Show everything tagged ${tag}`,
    activityOf: (name: string) => `Activity of ${name}`,
    scopes: { commands: 'commands', tags: 'tags', people: 'people' },
    switchTo: (name: string) => `Switch to ${name}`,
    /** What may be typed before the name of a workspace. */
    switchVerbs: ['switch to', 'switch'],
    exportTargets: 'Export publish targets…',
    testAll: 'Test all connectors',
    newWorkspace: 'New workspace',
    editWorkspace: 'Edit this workspace',
    archive: 'Archive this workspace',
    unarchive: 'Take this workspace out of the archive',
    importEntries: 'Import catalog entries',
    newEntry: 'New catalog entry',
    key: 'Show the key of this workspace',
    network: 'Proxy and certificates',
    tokens: 'Tokens for other programs…',
    shortcuts: 'Keyboard shortcuts',
  },

  help: {
    title: 'Help',
    open: 'Help',
    /** On an open dialog. */
    here: 'Help on this dialog',
    more: 'Learn more',
    pages: 'Pages',
    search: 'Search the help',
    /** Where the screens are in another language than the pages. */
    inEnglish: '',
    /** The titles of pages and their groups in that language, by the English ones; pages about the project have none. */
    titles: {} as Readonly<Record<string, string>>,
    noHits: (query: string) => `No page has “${query}”`,
    keyboard: 'Keyboard shortcuts',
    about: {
      title: 'About Patchbay',
      loading: 'Looking at the program and its data…',
      failed: 'The report could not be made',
      hint: 'This report names no secrets, workspaces or accounts, so it can go into an issue.',
      copy: 'Copy diagnostics',
      copied: 'Diagnostics copied',
      copyFailed: 'Diagnostics were not copied',
      states: { warning: 'look at this', problem: 'problem' },
      licences: 'Licences',
      own: 'Patchbay is under the MIT licence. It contains these packages:',
    },
  },

  shortcuts: {
    groups: [
      {
        title: 'Anywhere',
        keys: [
          { keys: [withCommandKey('K')], does: 'Find a command, connector or workspace' },
          { keys: ['/', withCommandKey('F')], does: 'Search the cards' },
          { keys: [withCommandKey('0')], does: 'Show all workspaces' },
          { keys: [withCommandKey(',')], does: 'Open the settings' },
          {
            keys: [withCommandKey('1'), '…', withCommandKey('9')],
            does: 'Open a workspace, in the order of the menu of workspaces',
          },
          { keys: ['?', 'F1'], does: 'Show help on what you see' },
          { keys: ['F6'], does: 'Go to the notices, for example to undo a change; Esc goes back' },
          { keys: ['Esc'], does: 'Close what is open, or clear the search' },
        ],
      },
      {
        title: 'On cards',
        keys: [
          { keys: ['←', '→', '↑', '↓'], does: 'Go to the next card' },
          { keys: ['Home', 'End', 'Page Up', 'Page Down'], does: 'Go to the first or last card, or move by a page' },
          { keys: ['Enter'], does: 'Show the details of a connector, or add an entry' },
          { keys: ['Space'], does: 'Select the connector' },
          { keys: ['Shift'], does: 'With an arrow key: extend the selection' },
          { keys: [withCommandKey('A')], does: 'Select all connectors that are shown' },
          { keys: ['A'], does: 'Activate or deactivate the connector' },
          { keys: ['T'], does: 'Test the connector' },
          { keys: ['Delete'], does: 'Delete the connector' },
          { keys: ['Tab'], does: 'Go to the buttons of the card' },
        ],
      },
    ],
  },
}
