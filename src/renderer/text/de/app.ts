import type { appText as english } from '../en/app.ts'
import { date, number } from '../formats.ts'
import { plural, withCommandKey } from './words.ts'

export const appText: typeof english = {
  common: {
    chooseFile: 'Datei auswählen…',
    noFile: 'Keine Datei ausgewählt',
    cancel: 'Abbrechen',
    suggestions: 'Vorschläge',
    close: 'Schließen',
    dismiss: 'Ausblenden',
    save: 'Speichern',
    retry: 'Erneut versuchen',
    undo: 'Rückgängig',
    copied: 'Kopiert',
    loading: 'Wird geladen',
    noMatch: 'Keine Treffer',
    removeFilter: (name) => `Filter „${name}“ entfernen`,
    clear: 'Leeren',
    justNow: 'gerade eben',
    discardTitle: 'Eingaben verwerfen?',
    discardBody: 'Ihre Änderungen in diesem Formular sind nicht gespeichert.',
    discard: 'Verwerfen',
    keepEditing: 'Weiter bearbeiten',
  },

  app: {
    windowTitle: (tab, workspace) => `${tab} · ${workspace} · Patchbay`,
    title: (page) => `${page} · Patchbay`,
    sections: 'Bereiche',
    notices: 'Meldungen',
    unreachable: 'Patchbay antwortet nicht',
    unreachableBody:
      'Vielleicht wurde es beendet. Starten Sie es neu; was Sie hier sehen, bleibt, bis es wieder antwortet.',
    unreachableStart: 'Vielleicht wurde es beendet. Starten Sie es neu und versuchen Sie es dann noch einmal.',
    ended: 'Diese Sitzung ist beendet',
    notSignedIn: 'Diese Seite ist nicht angemeldet',
    notSignedInBody:
      'Eine Sitzung endet, wenn ein Workspace gesperrt wird, und nach 30 Minuten ohne Nutzung. Führen Sie `patchbay open` aus und verwenden Sie die Seite, die sich öffnet.',
    endedStays:
      'Führen Sie `patchbay open` noch einmal aus. Sobald sich die Seite geöffnet hat, funktioniert auch diese wieder und behält Ihre Eingaben.',
    failed: 'Diese Seite ist abgestürzt',
    failedBody: 'Ihre gespeicherten Daten sind sicher. Laden Sie die Seite neu.',
    reload: 'Neu laden',
    lost: 'Diese Seite gibt es nicht',
    lostBody: 'Die Adresse ist falsch oder gehört zu einem Workspace, den Sie nicht öffnen können.',
    goTo: (workspace) => `Zu „${workspace}“`,
    workspacesFailed: 'Die Workspaces konnten nicht geladen werden',
  },

  desktop: {
    noWorkspace: 'Legen Sie zuerst einen Workspace an',
    catalogRefused: 'Nur wer das Datenverzeichnis angelegt hat, kann den Katalog ändern',
    changeRefused: 'Sie können diesen Workspace nur lesen',
    restoreRefused: 'Nur wer das Datenverzeichnis angelegt hat, kann alle Daten wiederherstellen',
    waiting: 'Schließen Sie den offenen Dialog, um fortzufahren',
    refusedFile: (name) => `${name} konnte nicht geöffnet werden`,
    leftOutFiles: (opened, leftOut) =>
      `Nur ${number(opened)} von ${number(opened + leftOut)} Dateien ${opened === 1 ? 'wurde' : 'wurden'} geöffnet`,
    leftOutFilesHint: 'Öffnen Sie die übrigen über „Datei“ > „Sicherung öffnen“.',
  },

  warnings: {
    label: 'Warnungen',
    hide: 'Bis zum nächsten Start ausblenden',
    network:
      'Das Datenverzeichnis liegt auf dem Laufwerk eines anderen Computers, auf dessen Sperren kein Verlass ist. Verschieben Sie es auf ein Laufwerk dieses Computers.',
    synced:
      'Das Datenverzeichnis wird mit anderen Orten synchronisiert, was die Datenbank beschädigen kann. Verschieben Sie es aus dem synchronisierten Ordner und legen Sie dort stattdessen Sicherungsdateien ab.',
    updates: (since) =>
      `Seit dem ${date(new Date(since), { dateStyle: 'long' })} konnte nicht geprüft werden, ob es Updates gibt. Vielleicht ist eine neuere Version von Patchbay verfügbar.`,
    settings: (why, path) =>
      `${why === 'newer' ? 'Die Einstellungen stammen von einem neueren Patchbay' : 'Die Datei mit den Einstellungen ist beschädigt'}. Deshalb gelten die Standardwerte, und ungenutzte Workspaces werden nach 5 Minuten gesperrt. Die Datei liegt jetzt unter ${path}.`,
    check: 'Nach Updates suchen…',
  },

  updates: {
    title: 'Updates',
    idle: 'Patchbay hat noch nicht nach einer neueren Version gesucht.',
    checking: 'Suche nach einer neueren Version',
    none: (version) => `Patchbay ${version} ist die neueste Version.`,
    downloading: (version) => `Patchbay ${version} wird heruntergeladen`,
    percent: (percent) => `${percent} %`,
    ready: (version) => `Patchbay ${version} ist bereit.`,
    readyHint:
      'Die Version wird beim nächsten Neustart installiert. Speichern Sie vorher Ihre Arbeit: Nicht gespeicherte Änderungen in offenen Fenstern gehen verloren.',
    restart: 'Jetzt neu starten',
    later: 'Später',
    failed: 'Das Update ist fehlgeschlagen',
    causes: {
      fixed:
        'Patchbay läuft aus Dateien, die es nicht ersetzen kann. Starten Sie es aus seinem AppImage oder seinem installierten Paket.',
      unreachable:
        'Der Update-Server antwortet nicht. Prüfen Sie die Verbindung und versuchen Sie es dann noch einmal.',
      unsigned:
        'Der Update-Server bietet eine Version an, die nicht von den Herstellern von Patchbay signiert ist. Es wurde nichts heruntergeladen.',
      expired:
        'Die Angaben des Update-Servers sind zu alt, um ihnen zu vertrauen; vielleicht werden Ihnen neuere Versionen vorenthalten. Es wurde nichts heruntergeladen. Versuchen Sie es später noch einmal. Bleibt es dabei, fragen Sie dort nach, woher Sie Patchbay haben.',
      damaged:
        'Die heruntergeladene Datei stimmt nicht mit der veröffentlichten überein. Es wurde nichts installiert. Versuchen Sie es später noch einmal.',
      unknown: 'Es wurde nichts installiert. Versuchen Sie es später noch einmal.',
    },
  },

  search: {
    catalog: 'Katalog durchsuchen',
    installed: 'Connectors suchen',
    overview: 'Alle Workspaces durchsuchen',
    activity: 'Aktivität durchsuchen',
    clear: 'Suche leeren',
    noMatchTitle: 'Keine Treffer',
    noMatchBody: 'Keine Karte passt zu Ihrer Suche und Ihren Filtern.',
    showAll: 'Alles anzeigen',
    shown: (count) => plural(count, 'Karte wird angezeigt', 'Karten werden angezeigt'),
  },

  settings: { tab: 'Einstellungen' },

  palette: {
    title: 'Befehlspalette',
    openWith: (shortcut) => `Befehle, ${shortcut}`,
    shortcut: withCommandKey('K'),
    search: 'Connectors überall, Befehle und Seiten suchen',
    help: [
      { keys: '↑ ↓', does: 'bewegen' },
      { keys: '↵', does: 'ausführen' },
      { keys: 'Esc', does: 'schließen' },
    ],
    noMatch: 'Keine Treffer',
    groups: {
      connectors: 'Connectors',
      elsewhere: 'In anderen Workspaces',
      commands: 'Befehle für Connectors',
      actions: 'Aktionen',
      pages: 'Gehe zu',
      tags: 'Schlagwörter',
      people: 'Personen',
      workspaces: 'Workspaces',
      catalog: 'Katalog',
    },
    goTo: (page) => `Gehe zu: ${page}`,
    showTagged: (tag) => `Alles mit dem Schlagwort „${tag}“ anzeigen`,
    activityOf: (name) => `Aktivität von ${name}`,
    scopes: { commands: 'Befehle', tags: 'Schlagwörter', people: 'Personen' },
    switchTo: (name) => `Zu „${name}“ wechseln`,
    switchVerbs: ['wechseln zu', 'zu', 'switch to', 'switch'],
    exportTargets: 'Veröffentlichungsziele exportieren…',
    testAll: 'Alle Connectors testen',
    newWorkspace: 'Neuer Workspace',
    editWorkspace: 'Diesen Workspace bearbeiten',
    archive: 'Diesen Workspace archivieren',
    unarchive: 'Diesen Workspace aus dem Archiv holen',
    importEntries: 'Katalogeinträge importieren',
    newEntry: 'Neuer Katalogeintrag',
    key: 'Schlüssel dieses Workspace anzeigen',
    network: 'Proxy und Zertifikate',
    tokens: 'Tokens für andere Programme…',
    shortcuts: 'Tastenkürzel',
  },

  help: {
    title: 'Hilfe',
    open: 'Hilfe',
    here: 'Hilfe zu diesem Dialog',
    more: 'Mehr erfahren',
    pages: 'Seiten',
    search: 'Hilfe durchsuchen',
    inEnglish: 'Die Hilfeseiten sind auf Englisch',
    titles: {
      'Start here': 'Erste Schritte',
      'First steps': 'Die ersten Schritte',
      'Workspaces and people': 'Workspaces und Personen',
      'The catalog': 'Der Katalog',
      Connectors: 'Connectors',
      Settings: 'Einstellungen',
      Services: 'Dienste',
      'Connection tests': 'Verbindungstests',
      'Signing in to services': 'Anmeldung bei Diensten',
      'Publish targets': 'Veröffentlichungsziele',
      'Capabilities of the built-in entries': 'Fähigkeiten der mitgelieferten Einträge',
      'Catalog reference': 'Katalogreferenz',
      'Secrets and data': 'Geheimnisse und Daten',
      'Secrets and keys': 'Geheimnisse und Schlüssel',
      'Secrets that are kept elsewhere': 'Geheimnisse an anderen Orten',
      'Asking somebody else for a secret': 'Jemanden nach einem Geheimnis fragen',
      Backups: 'Sicherungen',
      'A workspace as code': 'Ein Workspace als Code',
      'Sharing a workspace': 'Einen Workspace teilen',
      Activity: 'Aktivität',
      Reference: 'Nachschlagen',
      'Command line': 'Befehlszeile',
      'REST for other programs': 'REST für andere Programme',
      'When something is wrong': 'Wenn etwas nicht stimmt',
      Errors: 'Fehler',
      Security: 'Sicherheit',
      'About the project': 'Über das Projekt (auf Englisch)',
    },
    noHits: (query) => `Keine Seite enthält „${query}“`,
    keyboard: 'Tastenkürzel',
    about: {
      title: 'Über Patchbay',
      loading: 'Programm und Daten werden geprüft…',
      failed: 'Der Bericht konnte nicht erstellt werden',
      hint: 'Dieser Bericht nennt keine Geheimnisse, Workspaces oder Konten und kann daher einem Fehlerbericht beiliegen.',
      copy: 'Diagnose kopieren',
      copied: 'Diagnose kopiert',
      copyFailed: 'Die Diagnose wurde nicht kopiert',
      states: { warning: 'Hinweis', problem: 'Problem' },
      licences: 'Lizenzen',
      own: 'Patchbay steht unter der MIT-Lizenz. Es enthält diese Pakete:',
    },
  },

  shortcuts: {
    groups: [
      {
        title: 'Überall',
        keys: [
          { keys: [withCommandKey('K')], does: 'Befehl, Connector oder Workspace finden' },
          { keys: ['/', withCommandKey('F')], does: 'Karten durchsuchen' },
          { keys: [withCommandKey('0')], does: 'Alle Workspaces anzeigen' },
          { keys: [withCommandKey(',')], does: 'Einstellungen öffnen' },
          {
            keys: [withCommandKey('1'), '…', withCommandKey('9')],
            does: 'Workspace öffnen, in der Reihenfolge des Workspace-Menüs',
          },
          { keys: ['?', 'F1'], does: 'Hilfe zum aktuellen Bereich anzeigen' },
          {
            keys: ['F6'],
            does: 'Zu den Meldungen gehen, etwa um eine Änderung rückgängig zu machen; Esc führt zurück',
          },
          { keys: ['Esc'], does: 'Geöffnetes schließen oder die Suche leeren' },
        ],
      },
      {
        title: 'Auf Karten',
        keys: [
          { keys: ['←', '→', '↑', '↓'], does: 'Zur nächsten Karte gehen' },
          {
            keys: ['Pos1', 'Ende', 'Bild ↑', 'Bild ↓'],
            does: 'Zur ersten oder letzten Karte gehen oder seitenweise blättern',
          },
          { keys: ['Eingabe'], does: 'Details eines Connectors anzeigen oder einen Eintrag hinzufügen' },
          { keys: ['Leertaste'], does: 'Connector auswählen' },
          { keys: ['Umschalt'], does: 'Mit einer Pfeiltaste: Auswahl erweitern' },
          { keys: [withCommandKey('A')], does: 'Alle angezeigten Connectors auswählen' },
          { keys: ['A'], does: 'Connector aktivieren oder deaktivieren' },
          { keys: ['T'], does: 'Connector testen' },
          { keys: ['Entf'], does: 'Connector löschen' },
          { keys: ['Tab'], does: 'Zu den Schaltflächen der Karte gehen' },
        ],
      },
    ],
  },
}
