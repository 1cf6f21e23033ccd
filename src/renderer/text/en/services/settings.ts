import type { CaProblem } from '../../../../shared/services/ca-problems.ts'
import { plural } from '../words.ts'

const problems: Record<CaProblem, string> = {
  missing: 'This file is not there, so no service is reached. Choose another one, or remove it.',
  unreadable: 'This file cannot be read, so no service is reached. Choose another one, or remove it.',
  no_certificates:
    'This file has no certificates, or damaged ones, so no service is reached. Choose another one, or remove it.',
}

/** Words about what is set for all workspaces of a data directory. */
export const settingsText = {
  mine: {
    title: 'Settings',
    hint: 'What you choose counts at once.',
    names: { theme: 'Theme', language: 'Language', density: 'Density of lists', startPage: 'Start page' },
    choices: {
      theme: { system: 'As the system', light: 'Light', dark: 'Dark' },
      language: { system: 'As the system', en: 'English', de: 'Deutsch' },
      density: { cards: 'Cards', rows: 'Rows' },
      startPage: {
        auto: 'Installed, once there is a connector',
        catalog: 'Catalog',
        installed: 'Installed',
        overview: 'All workspaces',
      },
    },
    screens: 'Your screens',
    reset: 'Reset to defaults',
    elsewhere: 'All workspaces',
    every: 'Look for changes of others',
    everyHint: 'In shared workspaces on this computer. Patchbay also looks when it starts and when you come back.',
    everyChoices: {
      0: 'When I ask',
      1: 'Every minute',
      3: 'Every 3 minutes',
      10: 'Every 10 minutes',
      30: 'Every 30 minutes',
    },
    notSaved: 'The setting was not saved',
  },

  backups: {
    title: 'Backups',
    hint: 'Patchbay backs up the whole database at the end of work and of each day, and before risky work.',
    restore: 'Restore…',
    keep: 'Keep backups for',
    keepHint: 'One of each week, besides the last five and one of each of the last seven days.',
    weeks: { 4: '4 weeks', 13: '3 months', 52: 'A year' },
    kept: (time: string) => `Backups are kept for ${time.toLowerCase()}.`,
    directory: 'Backups are in',
  },

  program: {
    title: 'Patchbay',
    directory: 'Data directory',
    copyPath: 'Copy the path',
    updates: 'Updates',
    updatesHint: 'Patchbay looks for a newer version when you ask, and installs it at the next restart.',
    noUpdates: 'This package does not look for updates. Get newer versions from where you got it.',
    version: (version: string) => `Version ${version}`,
    about: 'About Patchbay',
    aboutHint: 'What the doctor finds, to copy into a bug report, and licences.',
  },

  network: {
    title: 'Network',
    hint: 'How connection tests, sign-ins and the renewal of tokens reach services, in all workspaces.',
    proxy: 'Proxy',
    kinds: { system: 'That of the system', none: 'None', address: 'Another one' },
    address: 'Address of the proxy',
    addressHint: 'http://HOST:PORT, without a user and a password.',
    proxySaved: 'The proxy was saved',
    proxyFailed: 'The proxy was not saved',
    certificates: 'Extra certificates',
    certificatesHint: 'A PEM file, as companies have one whose network looks into connections.',
    noCertificates: 'Only the usual certificates are trusted.',
    count: (count: number) => `${plural(count, 'certificate', 'certificates')}:`,
    certificate: (name: string, day: string) => `${name}, until ${day}`,
    problems,
    choose: 'Choose a file…',
    remove: 'Remove',
    chosen: 'The certificates are trusted from now on',
    notChosen: 'The file was not chosen',
    removed: 'Only the usual certificates are trusted from now on',
    notRemoved: 'The file was not removed',
    variable: (name: string) =>
      `Patchbay was started with ${name}, which counts in place of the setting until it ends.`,
    notFounder: 'Only the person who created the data directory changes this.',
    notHere: 'Change this in the desktop program, or with `patchbay settings network` on this computer.',
  },
}
