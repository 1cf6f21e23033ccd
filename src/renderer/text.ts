import type { ConnectorStatus } from '../contract/connectors.ts'
import type { KeyState } from '../contract/session.ts'
import type { Colour } from '../contract/workspaces.ts'
import { MIN_PASSPHRASE } from './limits.ts'

const plural = (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`

const connectors = (count: number) => plural(count, 'connector', 'connectors')

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

const keyStates: Record<KeyState, { chip: string; title: string; body: string }> = {
  CLOSED: {
    chip: 'Not opened yet',
    title: 'The key has not been needed yet',
    body: 'It is opened when a secret is saved for the first time after the start.',
  },
  READY: {
    chip: 'Ready',
    title: 'The key is ready',
    body: 'Secrets are encrypted on this computer before they are stored and are never shown again.',
  },
  LOCKED: {
    chip: 'Locked',
    title: 'The key is locked',
    body: 'Everything but saving new secrets works. Unlock it to save secrets.',
  },
  UNAVAILABLE: {
    chip: 'No keychain',
    title: 'The keychain does not answer',
    body: 'Everything but saving new secrets works until it answers again.',
  },
  DENIED: {
    chip: 'Refused',
    title: 'The keychain refused access',
    body: 'Allow Patchbay to use its entry in the keychain, then try again.',
  },
  LOST: {
    chip: 'Key not found',
    title: 'The key is not in the keychain',
    body: 'Stored secrets cannot be used without it. Try again, or use the passphrase of this workspace.',
  },
  WRONG_KEY: {
    chip: 'Wrong key',
    title: 'The keychain holds another key',
    body: 'The entry in the keychain does not belong to this workspace. Try again, or use its passphrase.',
  },
}

/** Every word that a person reads on the screens. */
export const text = {
  common: {
    cancel: 'Cancel',
    close: 'Close',
    dismiss: 'Dismiss',
    save: 'Save',
    retry: 'Retry',
    undo: 'Undo',
    loading: 'Loading',
    noMatch: 'Nothing matches',
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
    unreachable: 'Patchbay does not answer',
    unreachableBody: 'It may have been closed. What is on screen stays until it answers again.',
    unreachableStart: 'It may have been closed. Start it again, then retry.',
    ended: 'This session has ended',
    endedBody: 'Run `patchbay open` again, and use the page that it opens.',
    failed: 'This screen has failed',
    failedBody: 'Nothing that was saved is lost. Load the screen again.',
    reload: 'Load again',
    workspacesFailed: 'The workspaces could not be loaded',
  },

  search: {
    catalog: 'Search the catalog',
    installed: 'Search connectors',
    clear: 'Clear search',
    noMatchTitle: 'Nothing matches',
    noMatchBody: 'No card fits this search and these filters.',
    showAll: 'Show everything',
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
    samplesLoaded: (count: number) => `${plural(count, 'sample connector was', 'sample connectors were')} installed`,
    samplesFailed: 'The sample data could not be loaded',
    readOnly: (name: string) =>
      `You are a member of ${name}: you see everything, and only its owners and admins can change it.`,
  },

  catalog: {
    tab: 'Catalog',
    list: 'Catalog entries',
    categories: 'Category',
    all: 'All',
    add: 'Add',
    addNamed: (name: string) => `Add ${name}`,
    details: 'Details',
    detailsNamed: (name: string) => `Details of ${name}`,
    installed: (count: number) => `${count.toLocaleString('en')} installed`,
    imported: 'Imported',
    docs: 'Documentation',
    capabilities: 'What it can do',
    noCapabilities: 'The entry tells nothing about what it can do.',
    authType: 'Authentication',
    authTypes: { oauth: 'OAuth', api_key: 'API key', basic: 'User name and password', none: 'None' },
    version: 'Version',
    yes: 'Yes',
    no: 'No',
    emptyTitle: 'The catalog is empty',
    emptyBody: 'Entries appear here as soon as the catalog has been filled.',
    failed: 'The catalog could not be loaded',
    entryFailed: 'The entry could not be loaded',
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
    deleteBody: 'It stops being a publish target at once. For 30 days it can be brought back with its secrets.',
    deleteConfirm: 'Delete',
    deleted: (name: string) => `${name} was deleted`,
    deleteFailed: (name: string) => `${name} could not be deleted`,
    restored: (name: string) => `${name} is back`,
    restoreFailed: (name: string) => `${name} could not be brought back`,
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

  keys: {
    chip: (protection: string, state: string) => `Key: ${protection}, ${state}`,
    states: keyStates,
    unknown: 'Key',
    title: 'Workspace key',
    protectedBy: 'Protected by',
    passphraseSlot: 'Passphrase',
    open: 'Open key',
    unlock: 'Unlock',
    passphrase: 'Passphrase of this workspace',
    opened: 'The key is open',
    failed: 'The key could not be opened',
  },

  palette: {
    title: 'Command palette',
    openWith: (shortcut: string) => `Commands, ${shortcut}`,
    shortcut: /Mac/.test(navigator.platform) ? '⌘K' : 'Ctrl+K',
    search: 'Search commands, connectors and workspaces',
    noMatch: 'Nothing matches',
    groups: { actions: 'Actions', workspaces: 'Workspaces', connectors: 'Connectors', catalog: 'Catalog' },
    goCatalog: 'Go to Catalog',
    goInstalled: 'Go to Installed',
    switchTo: (name: string) => `Switch to ${name}`,
    exportTargets: 'Export publish targets',
    newWorkspace: 'New workspace',
    editWorkspace: 'Edit this workspace',
    key: 'Show the key of this workspace',
  },
}
