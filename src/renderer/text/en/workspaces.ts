import type { Colour } from '../../../contract/groups/workspaces.ts'
import { MIN_PASSPHRASE } from '../../../shared/limits.ts'
import { plural } from '../../../shared/words.ts'
import { connectors } from './words.ts'

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

export const workspacesText = {
  welcome: {
    title: 'Welcome to Patchbay',
    body: 'Patchbay connects your workspaces to services. Each workspace has its own connectors, colour and key, which encrypts its secrets.',
    formTitle: 'Create the first workspace',
    stranger: {
      title: 'This data belongs to another account',
      body: (founder: string | null, account: string) =>
        `${founder === null ? 'Its workspaces' : `It was created by the account “${founder}”. Its workspaces`} are there, and none of them is open to your account, “${account}”.`,
      ways: 'Start Patchbay under that account, or restore a backup of a workspace here: you then own the restored copy.',
    },
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
    samplesHint: 'A few connectors with made-up values to try things out. You can delete them like any other.',
    passphrase: 'Passphrase',
    confirmation: 'Repeat the passphrase',
    passphraseTitle: 'This workspace needs a passphrase',
    passphraseWhy: 'It protects the secrets. Patchbay asks for it once after each start, and nobody can recover it.',
    passphraseLength: (length: number) =>
      length < MIN_PASSPHRASE
        ? `${plural(MIN_PASSPHRASE - length, 'more character', 'more characters')} needed. Five or six words make a good one.`
        : length < 20
          ? 'Long enough. Five or six words are stronger.'
          : 'Long enough to be strong.',
    created: (name: string) => `Workspace ${name} was created`,
    createFailed: 'The workspace could not be created',
    saved: (name: string) => `Workspace ${name} was saved`,
    saveFailed: 'The workspace could not be saved',
    samplesLoaded: (count: number) => `${plural(count, 'sample connector was', 'sample connectors were')} added`,
    samplesFailed: 'The sample data could not be loaded',
    readOnly: (name: string) =>
      `You are a member of ${name}. You can see everything except secrets; only its owners and admins can make changes.`,
  },
}
