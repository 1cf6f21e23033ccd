import type { ConnectorStatus } from '../contract/connectors.ts'
import type { Colour } from '../contract/workspaces.ts'
import { MIN_PASSPHRASE } from '../shared/limits.ts'
import { catalogText } from './text-catalog.ts'
import { keysText } from './text-keys.ts'
import { recoveryText } from './text-recovery.ts'
import { plural } from '../shared/words.ts'
import { connectors } from './text-words.ts'

const statuses: Record<ConnectorStatus, string> = { active: 'Active', inactive: 'Inactive', error: 'Error' }

const colours: Record<Colour, string> = {
  blue: 'Blue',
  teal: 'Teal',
  green: 'Green',
  amber: 'Amber',
  orange: 'Orange',
  red: 'Red',
  pink: 'Pink',
  violet: 'Violet',
}

const withCommandKey = (key: string) => (/Mac/.test(navigator.platform) ? `⌘${key}` : `Ctrl+${key}`)

/** Every word that a person reads on the screens. */
export const text = {
  ...catalogText,
  ...keysText,
  ...recoveryText,

  common: {
    cancel: 'Cancel',
    close: 'Close',
    dismiss: 'Dismiss',
    save: 'Save',
    retry: 'Retry',
    undo: 'Undo',
    loading: 'Loading',
    noMatch: 'Nothing matches',
    justNow: 'just now',
    discardTitle: 'Discard what you typed?',
    discardBody: 'The changes in this form have not been saved.',
    discard: 'Discard',
    keepEditing: 'Keep editing',
  },

  app: {
    windowTitle: (tab: string, workspace: string) => `${tab} · ${workspace} · Patchbay`,
    sections: 'Sections',
    notices: 'Notices',
    unexpected: 'Something unexpected happened',
    unreadableAnswer: 'The answer could not be read',
    tooDeep: 'The input is nested too deeply',
    unreachable: 'Patchbay does not answer',
    unreachableBody: 'It may have been closed. What is on screen stays until it answers again.',
    unreachableStart: 'It may have been closed. Start it again, then retry.',
    ended: 'This session has ended',
    endedBody: 'Run `patchbay open` again, and use the page that it opens.',
    endedStays:
      'Run `patchbay open` again. As soon as its page is there, this one works too, with all that is typed in it.',
    failed: 'This screen has failed',
    failedBody: 'Nothing that was saved is lost. Load the screen again.',
    reload: 'Load again',
    workspacesFailed: 'The workspaces could not be loaded',
  },

  desktop: {
    notNow: 'This is not possible now',
    waiting: 'This goes on once the open dialog is closed',
    refusedFile: (name: string) => `${name} could not be opened`,
    leftOutFiles: (opened: number, leftOut: number) =>
      `Only ${opened} of ${(opened + leftOut).toLocaleString('en')} files are opened`,
    leftOutFilesHint: 'Open the others with File > Open backup.',
  },

  draft: {
    gone: (title: string) => `${title || 'A connector'} is gone, and so are your unsaved changes to it`,
    resumed: (when: string) => `Your changes of ${when} were not saved. Here they are again.`,
    leftOut: (labels: string) => `Secrets, and what looks like one, are not kept. Enter again: ${labels}.`,
  },

  updates: {
    title: 'Updates',
    idle: 'Nobody has looked for a newer version yet.',
    checking: 'Looking for a newer version',
    none: (version: string) => `Patchbay ${version} is the newest version.`,
    downloading: (version: string) => `Downloading Patchbay ${version}`,
    percent: (percent: number) => `${percent} %`,
    ready: (version: string) => `Patchbay ${version} is ready.`,
    readyHint: 'It is installed at the next restart. What is not saved in open windows is lost then.',
    restart: 'Restart now',
    later: 'Later',
    failed: 'The update did not succeed',
    causes: {
      fixed: 'Patchbay runs from files that it cannot replace. Start it from its AppImage or its installed package.',
      unreachable: 'The address for updates does not answer. Check the connection, then try again.',
      unsigned: 'The address offers a version that the makers of Patchbay have not signed. Nothing was downloaded.',
      damaged: 'What was downloaded is not what was published. Nothing was installed; try again later.',
      unknown: 'Nothing was installed. Try again later.',
    },
  },

  search: {
    catalog: 'Search the catalog',
    installed: 'Search connectors',
    clear: 'Clear search',
    noMatchTitle: 'Nothing matches',
    noMatchBody: 'Nothing fits this search and these filters together.',
    showAll: 'Show everything',
    shown: (count: number) => plural(count, 'card is shown', 'cards are shown'),
  },

  welcome: {
    title: 'Welcome to Patchbay',
    body: 'Connectors live in workspaces. Each workspace has its own connectors, its own colour and its own key, which encrypts its secrets.',
    formTitle: 'Create the first workspace',
  },

  workspaces: {
    inside: 'in',
    switcher: (name: string) => `Workspace: ${name}`,
    list: 'Workspaces',
    search: 'Search workspaces',
    actions: 'Actions',
    count: connectors,
    create: 'New workspace…',
    edit: 'Edit workspace…',
    createTitle: 'New workspace',
    editTitle: 'Edit workspace',
    name: 'Name',
    namePlaceholder: 'Marketing',
    colour: 'Colour',
    colours,
    submit: 'Create workspace',
    samples: 'Load sample data',
    samplesHint: 'A few connectors with made-up values, to look around with. They can be deleted like any other.',
    passphrase: 'Passphrase',
    confirmation: 'Repeat the passphrase',
    passphraseTitle: 'This workspace needs a passphrase',
    passphraseWhy: 'It protects the secrets, is asked for once after each start, and cannot be recovered.',
    passphraseLength: (length: number) =>
      length < MIN_PASSPHRASE
        ? `${plural(MIN_PASSPHRASE - length, 'more character', 'more characters')} needed. Five or six words make a good one.`
        : length < 20
          ? 'Long enough. Five or six words are stronger.'
          : 'Strong by its length.',
    passphraseShort: `must have at least ${MIN_PASSPHRASE} characters`,
    passphraseDiffers: 'differs from the passphrase',
    required: 'is required',
    created: (name: string) => `Workspace ${name} was created`,
    createFailed: 'The workspace could not be created',
    saved: (name: string) => `Workspace ${name} was saved`,
    saveFailed: 'The workspace could not be saved',
    samplesLoaded: (count: number) => `${plural(count, 'sample connector was', 'sample connectors were')} added`,
    samplesFailed: 'The sample data could not be loaded',
    readOnly: (name: string) =>
      `You are a member of ${name}: you see everything, and only its owners and admins can change it.`,
  },

  installed: {
    tab: 'Installed',
    list: 'Installed connectors',
    statuses,
    statusFilter: 'Status',
    all: 'All',
    entryFilter: (name: string | null) => (name === null ? 'Type: all' : `Type: ${name}`),
    allEntries: 'All types',
    searchEntries: 'Search types',
    tags: 'Tags',
    updated: 'Updated',
    by: (name: string) => `by ${name}`,
    configure: 'Configure',
    configureNamed: (name: string) => `Configure ${name}`,
    view: 'View',
    viewNamed: (name: string) => `View ${name}`,
    activate: 'Activate',
    activateNamed: (name: string) => `Activate ${name}`,
    deactivate: 'Deactivate',
    deactivateNamed: (name: string) => `Deactivate ${name}`,
    deleteNamed: (name: string) => `Delete ${name}`,
    activated: (name: string) => `${name} is active`,
    deactivated: (name: string) => `${name} is inactive`,
    activateFailed: (name: string) => `${name} could not be activated`,
    deactivateFailed: (name: string) => `${name} could not be deactivated`,
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteBody:
      'It stops being a publish target at once. It goes to the trash with its secrets and can be restored from there.',
    deleteConfirm: 'Delete',
    deleted: (name: string) => `${name} was deleted`,
    deleteFailed: (name: string) => `${name} could not be deleted`,
    restored: (name: string) => `${name} was restored`,
    restoreFailed: (name: string) => `${name} could not be restored`,
    emptyTitle: 'No connectors yet',
    emptyBody: (workspace: string) => `Add one from the catalog to connect ${workspace} with a service.`,
    emptyBodyReadOnly: (workspace: string) => `Nothing has been installed in ${workspace}.`,
    browse: 'Browse the catalog',
    samples: 'Load sample data',
    failed: 'The connectors could not be loaded',
  },

  form: {
    addTitle: (name: string) => `Add ${name}`,
    configureTitle: (name: string) => `Configure ${name}`,
    viewTitle: (name: string) => name,
    name: 'Name',
    nameHint: 'Unique in the workspace.',
    tags: 'Tags',
    tagsHint: 'Enter or a comma adds a tag.',
    removeTag: (tag: string) => `Remove tag ${tag}`,
    install: 'Add connector',
    save: 'Save changes',
    added: (name: string) => `${name} was added`,
    addedHint: 'It is inactive until you activate it.',
    saved: (name: string) => `${name} was saved`,
    failed: 'The form could not be loaded',
    inError: 'This connector has failed',
    saveFailed: 'Nothing was saved',
    changed:
      'It has been changed since it was opened here. Save again to put this in its place, or close this and open it anew.',
    gone: 'Somebody has deleted this connector. Once it is restored from the trash, what you typed can be saved.',
    locked: 'Nothing was saved: the key of this workspace is not open',
  },

  targets: {
    export: 'Export',
    exportNamed: (count: number) => `Export ${plural(count, 'publish target', 'publish targets')}`,
    hint: 'Write the active connectors that can publish to a file',
    exported: (count: number) => `${plural(count, 'publish target was', 'publish targets were')} exported`,
    started: (count: number) => `Downloading ${plural(count, 'publish target', 'publish targets')}`,
    failed: 'The publish targets could not be exported',
  },

  palette: {
    title: 'Command palette',
    openWith: (shortcut: string) => `Commands, ${shortcut}`,
    shortcut: withCommandKey('K'),
    search: 'Search commands, connectors and workspaces',
    noMatch: 'Nothing matches',
    groups: { actions: 'Actions', workspaces: 'Workspaces', connectors: 'Connectors', catalog: 'Catalog' },
    goCatalog: 'Go to Catalog',
    goInstalled: 'Go to Installed',
    switchTo: (name: string) => `Switch to ${name}`,
    /** What may be typed before the name of a workspace. */
    switchVerbs: ['switch to', 'switch'],
    exportTargets: 'Export publish targets',
    newWorkspace: 'New workspace',
    editWorkspace: 'Edit this workspace',
    importEntries: 'Import catalog entries',
    newEntry: 'New catalog entry',
    key: 'Show the key of this workspace',
    shortcuts: 'Keyboard shortcuts',
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    groups: [
      {
        title: 'Anywhere',
        keys: [
          { keys: [withCommandKey('K')], does: 'Find a command, connector or workspace' },
          { keys: ['/', withCommandKey('F')], does: 'Search the cards' },
          { keys: ['?'], does: 'Show these shortcuts' },
          { keys: ['F6'], does: 'Go to the notices, as to Undo' },
          { keys: ['Esc'], does: 'Close what is open; empty the search' },
        ],
      },
      {
        title: 'On cards',
        keys: [
          { keys: ['←', '→', '↑', '↓'], does: 'Go to the next card' },
          { keys: ['Home', 'End', 'Page Up', 'Page Down'], does: 'Go further' },
          { keys: ['Enter'], does: 'Configure or add' },
          { keys: ['Delete'], does: 'Delete the connector' },
          { keys: ['Tab'], does: 'Go to the buttons of the card' },
        ],
      },
    ],
  },
}
