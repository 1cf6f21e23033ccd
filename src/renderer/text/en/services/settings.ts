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
    hint: 'Yours alone, on this computer. A choice counts at once.',
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
    idle: 'Lock all workspaces when nobody has used Patchbay',
    elsewhere: 'The installation',
    elsewhereHint: 'What all workspaces of this data directory share. About names the directory and the versions.',
    backups: 'Backups…',
    about: 'About Patchbay',
    notSaved: 'The setting was not saved',
  },

  network: {
    title: 'Network',
    hint: 'How connection tests, sign-ins and the renewal of tokens reach services, in all workspaces.',
    loadFailed: 'The settings of the network could not be read',
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
