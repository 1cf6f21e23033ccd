import type { settingsText as english } from '../../en/services/settings.ts'
import { plural } from '../words.ts'

/** Words about what is set for all workspaces of a data directory. */
export const settingsText: typeof english = {
  mine: {
    title: 'Einstellungen',
    hint: 'Was Sie wählen, gilt sofort.',
    names: { theme: 'Design', language: 'Sprache', density: 'Darstellung von Listen', startPage: 'Startseite' },
    choices: {
      theme: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
      language: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
      density: { cards: 'Karten', rows: 'Zeilen' },
      startPage: {
        auto: 'Installiert, sobald es einen Connector gibt',
        catalog: 'Katalog',
        installed: 'Installiert',
        overview: 'Alle Workspaces',
      },
    },
    screens: 'Ihre Anzeige',
    reset: 'Zurücksetzen',
    elsewhere: 'Alle Workspaces',
    every: 'Nach Änderungen anderer suchen',
    everyHint:
      'In geteilten Workspaces auf diesem Computer. Patchbay sucht außerdem beim Start und wenn Sie zurückkommen.',
    everyChoices: {
      0: 'Auf Wunsch',
      1: 'Jede Minute',
      3: 'Alle 3 Minuten',
      10: 'Alle 10 Minuten',
      30: 'Alle 30 Minuten',
    },
    notSaved: 'Die Einstellung wurde nicht gespeichert',
  },

  backups: {
    title: 'Sicherungen',
    hint: 'Patchbay sichert die ganze Datenbank am Ende der Arbeit, am Ende jedes Tages und vor riskanten Schritten.',
    restore: 'Wiederherstellen…',
    keep: 'Sicherungen aufbewahren',
    keepHint: 'Eine je Woche, außerdem die letzten fünf und eine für jeden der letzten sieben Tage.',
    weeks: { 4: '4 Wochen', 13: '3 Monate', 52: '1 Jahr' },
    kept: (time) => `Sicherungen werden ${time} aufbewahrt.`,
    directory: 'Ort der Sicherungen',
  },

  program: {
    title: 'Patchbay',
    directory: 'Datenverzeichnis',
    copyPath: 'Pfad kopieren',
    updates: 'Updates',
    updatesHint: 'Patchbay sucht auf Wunsch nach einer neueren Version und installiert sie beim nächsten Neustart.',
    noUpdates:
      'Dieses Paket sucht nicht nach Updates. Neue Versionen erhalten Sie dort, wo Sie Patchbay erhalten haben.',
    version: (version) => `Version ${version}`,
    about: 'Über Patchbay',
    aboutHint: 'Ergebnisse der Diagnose für einen Fehlerbericht, dazu Lizenzen.',
  },

  network: {
    title: 'Netzwerk',
    hint: 'Wie Verbindungstests, Anmeldungen und die Erneuerung von Tokens die Dienste erreichen, in allen Workspaces.',
    proxy: 'Proxy',
    kinds: { system: 'Wie das System', none: 'Keiner', address: 'Ein anderer' },
    address: 'Adresse des Proxys',
    addressHint: 'http://HOST:PORT, ohne Benutzer und Passwort.',
    proxySaved: 'Der Proxy wurde gespeichert',
    proxyFailed: 'Der Proxy wurde nicht gespeichert',
    certificates: 'Zusätzliche Zertifikate',
    certificatesHint: 'Eine PEM-Datei, wie sie Unternehmen haben, deren Netzwerk in Verbindungen hineinsieht.',
    noCertificates: 'Nur den üblichen Zertifikaten wird vertraut.',
    count: (count) => `${plural(count, 'Zertifikat', 'Zertifikate')}:`,
    certificate: (name, day) => `${name}, bis ${day}`,
    problems: {
      missing:
        'Diese Datei ist nicht vorhanden, daher wird kein Dienst erreicht. Wählen Sie eine andere oder entfernen Sie sie.',
      unreadable:
        'Diese Datei ist nicht lesbar, daher wird kein Dienst erreicht. Wählen Sie eine andere oder entfernen Sie sie.',
      no_certificates:
        'Diese Datei enthält keine oder beschädigte Zertifikate, daher wird kein Dienst erreicht. Wählen Sie eine andere oder entfernen Sie sie.',
    },
    choose: 'Datei auswählen…',
    remove: 'Entfernen',
    chosen: 'Den Zertifikaten wird ab jetzt vertraut',
    notChosen: 'Die Datei wurde nicht übernommen',
    removed: 'Ab jetzt wird nur den üblichen Zertifikaten vertraut',
    notRemoved: 'Die Datei wurde nicht entfernt',
    variable: (name) =>
      `Patchbay wurde mit ${name} gestartet. Bis zum Beenden gilt dieser Wert anstelle der Einstellung.`,
    notFounder: 'Nur wer das Datenverzeichnis angelegt hat, kann dies ändern.',
    notHere: 'Ändern Sie dies im Desktop-Programm oder mit `patchbay settings network` auf diesem Computer.',
  },
}
