import type { Colour } from '../../../contract/groups/workspaces.ts'
import { list } from '../formats.ts'
import { connectors, plural, withCommandKey } from './words.ts'

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

/** Whom somebody asks who may not do something: at most three names. */
const ask = (names: readonly string[]): string =>
  names.length === 0 ? 'Only its owners and admins can make changes.' : `Ask ${list(names.slice(0, 3), 'disjunction')}.`

export const workspacesText = {
  welcome: {
    title: 'Welcome to Patchbay',
    purpose: 'The accounts you publish to, in one safe place per client',
    body: 'Sites, pages and profiles with their settings and secrets. Your publishing tools read the list from one file.',
    steps: [
      { title: 'Pick from the catalog', body: 'WordPress, LinkedIn, X, Medium, or a type of your own.' },
      { title: 'Connect an account', body: 'Enter its settings and secrets. Patchbay checks and encrypts them.' },
      { title: 'Export the targets', body: 'Active connectors go into one file for your publisher.' },
    ],
    local: 'Everything stays on this computer.',
    formTitle: 'Create the first workspace',
    formHint: 'One workspace holds the connectors of one client or brand.',
    stranger: {
      title: 'This data belongs to other people',
      body: (founder: string | null, person: string) =>
        `${founder === null ? 'Its workspaces' : `${founder} created it. Its workspaces`} are there, and none of them is open to you, ${person}.`,
      ways: 'Join one with an invitation or its recovery passphrase, or restore a backup: you then own the restored copy.',
    },
  },

  firstSteps: {
    title: 'First steps',
    progress: (done: number, all: number) => `${done} of ${all}`,
    hide: 'Hide',
    done: 'Done:',
    open: 'To do:',
    add: {
      title: 'Add a connector',
      body: 'The site, page or profile that this client publishes to.',
      button: 'Open the catalog',
    },
    activate: { title: 'Activate it', body: 'Only active connectors are exported.', button: 'Activate' },
    export: { title: 'Export the targets', body: 'One file that your publishing tools read.', button: 'Export' },
    kit: {
      title: 'Save your recovery kit',
      body: 'The way back to your secrets if this computer is lost.',
      button: 'Make a recovery kit…',
    },
  },

  workspaces: {
    inside: 'in',
    switcher: (name: string) => `Workspace: ${name}`,
    list: 'Workspaces',
    pinned: 'Pinned',
    recent: 'Recent',
    others: 'All',
    archived: 'Archive',
    all: 'All workspaces',
    /** The keys that open the workspace in a place of the menu, or with 0 all workspaces. */
    keys: (place: number) => withCommandKey(String(place)),
    pin: (name: string) => `Pin ${name}`,
    unpin: (name: string) => `Unpin ${name}`,
    page: 'People, key, backups and trash',
    search: 'Search workspaces',
    actions: 'Actions',
    count: connectors,
    create: 'New workspace…',
    edit: 'Edit workspace…',
    newWindow: 'Open in a new window',
    createTitle: 'New workspace',
    editTitle: 'Edit workspace',
    name: 'Name',
    namePlaceholder: 'Marketing',
    colour: 'Colour',
    colours,
    noColour: 'None',
    who: 'Who you are',
    whoHint: 'This name stands beside what you do.',
    submit: 'Create workspace',
    samples: 'Load sample data',
    samplesHint: 'A few connectors with made-up values to try things out. You can delete them like any other.',
    passphraseTitle: 'This workspace needs a passphrase',
    why: 'Why?',
    passphraseWhy:
      'The passphrase protects the secrets, as no keychain on this computer can. Patchbay asks for it once after each start, and nobody can recover it.',
    created: (name: string) => `Workspace ${name} was created`,
    createFailed: 'The workspace could not be created',
    saved: (name: string) => `Workspace ${name} was saved`,
    saveFailed: 'The workspace could not be saved',
    samplesLoaded: (count: number) => `${plural(count, 'sample connector was', 'sample connectors were')} added`,
    samplesFailed: 'The sample data could not be loaded',
    readOnly: (name: string, owners: readonly string[]) =>
      `You are a member of ${name}. You can see everything except secrets. ${ask(owners)}`,
    ask,
    archivedReason: (name: string, isOwner: boolean) =>
      `${name} is archived and can only be read. ${isOwner ? 'Take it out of the archive on its page to change it.' : 'Its owners can take it out of the archive.'}`,
    typeName: (name: string) => `Type the name of the workspace: ${name}`,
    letter: 'Letter',
    letterHint: 'One letter, digit or emoji in its square. Empty for the first letter of its name.',
    production: 'Production',
    productionHint:
      'Patchbay asks for the name of this workspace before connectors are switched off or deleted, secrets are replaced or cleared, or several connectors are changed at once.',
    productionBody: 'This workspace is marked as production.',
    archive: 'Archive',
    archivedNow: (name: string) => `Workspace ${name} was archived`,
    unarchive: 'Take out of the archive',
    unarchived: (name: string) => `Workspace ${name} is in use again`,
    archiveFailed: (name: string) => `Workspace ${name} could not be archived`,
    unarchiveFailed: (name: string) => `Workspace ${name} could not be taken out of the archive`,
    inArchive: 'archived',
    endOfWork: 'When the work is done',
    archiveTitle: 'Archive',
    archiveHint: 'It can then only be read, and stands last in the switcher.',
    removeHint: 'It goes to the trash, from which you can restore it.',
    remove: 'Delete workspace…',
    removeTitle: (name: string) => `Delete the workspace ${name}?`,
    removeBody: (count: number) =>
      `It goes to the trash with ${plural(count, 'connector', 'connectors')}, its keys and its activity. You can restore it until you empty the trash.`,
    removeConfirm: 'Delete workspace',
    removed: (name: string) => `Workspace ${name} was deleted`,
    removeFailed: (name: string) => `Workspace ${name} could not be deleted`,
    restored: (name: string) => `Workspace ${name} was restored`,
    restoreFailed: (name: string) => `Workspace ${name} could not be restored`,
    trash: {
      open: 'Deleted workspaces…',
      title: 'Deleted workspaces',
      hint: 'Each comes back with its connectors, secrets and activity.',
      list: 'Deleted workspaces',
      empty: 'You have no deleted workspaces',
      failed: 'The deleted workspaces could not be loaded',
      restoreNamed: (name: string) => `Restore ${name}`,
      emptyAll: 'Delete all for good…',
      confirmTitle: (count: number) => `Delete ${plural(count, 'workspace', 'workspaces')} for good?`,
      confirmBody: 'Their connectors, secrets, keys and activity are deleted. Nobody can restore them.',
      confirm: 'Delete for good',
      emptied: (count: number) => `${plural(count, 'workspace was', 'workspaces were')} deleted for good`,
      emptyFailed: 'The workspaces could not be deleted for good',
    },
  },
}
