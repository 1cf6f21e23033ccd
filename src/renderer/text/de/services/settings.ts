import type { settingsText as english } from '../../en/services/settings.ts'
import { plural } from '../words.ts'

/** Words about what is set for all workspaces of a data directory. */
export const settingsText: typeof english = {
  mine: {
    title: 'Einstellungen',
    hint: 'Was Sie für sich wählen, gilt sofort, nur für Sie und auf diesem Computer.',
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
    idle: 'Alle Workspaces sperren, wenn niemand Patchbay verwendet hat',
    screens: 'Für Sie',
    elsewhere: 'Alle Workspaces',
    reaches: (proxy, certificates) =>
      [
        proxy === 'system' ? 'Proxy des Systems' : proxy === 'none' ? 'Kein Proxy' : `Proxy ${proxy}`,
        certificates > 0 && plural(certificates, 'zusätzliches Zertifikat', 'zusätzliche Zertifikate'),
      ]
        .filter(Boolean)
        .join(' · '),
    backups: 'Sicherungen aller Daten',
    backupsHint: 'Entstehen, wenn Patchbay beendet wird, und vor riskanten Arbeiten.',
    openBackups: 'Sicherungen…',
    updates: 'Updates',
    updatesHint: 'Eine neuere Version wird heruntergeladen und beim nächsten Neustart installiert.',
    data: 'Datenverzeichnis, Versionen und Lizenzen',
    dataHint: 'Mit dem, was die Diagnose findet, zum Kopieren in eine Fehlermeldung.',
    about: 'Über Patchbay',
    notSaved: 'Die Einstellung wurde nicht gespeichert',
  },

  network: {
    title: 'Netzwerk',
    hint: 'Wie Verbindungstests, Anmeldungen und die Erneuerung von Tokens die Dienste erreichen, in allen Workspaces.',
    loadFailed: 'Die Netzwerkeinstellungen konnten nicht gelesen werden',
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
