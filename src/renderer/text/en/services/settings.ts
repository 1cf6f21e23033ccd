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
    hint: 'What is yours counts at once, for you alone, on this computer.',
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
    screens: 'Yours',
    elsewhere: 'All workspaces',
    /** How services are reached, by the proxy and the number of extra certificates. */
    reaches: (proxy: string, certificates: number) =>
      [
        proxy === 'system' ? 'Proxy of the system' : proxy === 'none' ? 'No proxy' : `Proxy ${proxy}`,
        certificates > 0 && plural(certificates, 'extra certificate', 'extra certificates'),
      ]
        .filter(Boolean)
        .join(' · '),
    backups: 'Backups of all data',
    backupsHint: 'Made when Patchbay ends and before risky work.',
    openBackups: 'Backups…',
    updates: 'Updates',
    updatesHint: 'A newer version is downloaded and installed at the next restart.',
    data: 'Data directory, versions and licences',
    dataHint: 'With what the doctor finds, to copy into a bug report.',
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
