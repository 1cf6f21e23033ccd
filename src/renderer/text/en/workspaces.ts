import type { Colour } from '../../../contract/groups/workspaces.ts'
import { plural } from '../../../shared/words.ts'
import { connectors, withCommandKey } from './words.ts'

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
  names.length === 0
    ? 'Only its owners and admins can make changes.'
    : `Ask ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names.slice(0, 3))}.`

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
  },
}
