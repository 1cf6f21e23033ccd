import type { workspacesText as english } from '../en/workspaces.ts'
import { list, number } from '../formats.ts'
import { connectors, plural, withCommandKey } from './words.ts'

/** Whom somebody asks who may not do something: at most three names. */
const ask = (names: readonly string[]): string =>
  names.length === 0
    ? 'Nur Eigentümer und Admins können etwas ändern.'
    : `Fragen Sie ${list(names.slice(0, 3), 'disjunction')}.`

const workspaces = (count: number) => plural(count, 'Workspace', 'Workspaces')

export const workspacesText: typeof english = {
  welcome: {
    title: 'Willkommen bei Patchbay',
    purpose: 'Die Konten, über die Sie veröffentlichen, je Kunde an einem sicheren Ort',
    body: 'Websites, Seiten und Profile mit ihren Einstellungen und Geheimnissen. Ihre Veröffentlichungsprogramme lesen die Liste aus einer Datei.',
    steps: [
      { title: 'Im Katalog auswählen', body: 'WordPress, LinkedIn, X, Medium oder ein eigener Typ.' },
      {
        title: 'Konto verbinden',
        body: 'Geben Sie Einstellungen und Geheimnisse ein. Patchbay prüft und verschlüsselt sie.',
      },
      { title: 'Ziele exportieren', body: 'Aktive Connectors kommen in eine Datei für Ihr Veröffentlichungsprogramm.' },
    ],
    local: 'Alles bleibt auf diesem Computer.',
    formTitle: 'Ersten Workspace anlegen',
    formHint: 'Ein Workspace enthält die Connectors eines Kunden oder einer Marke.',
    stranger: {
      title: 'Diese Daten gehören anderen Personen',
      body: (founder, person) =>
        `${founder === null ? 'Es gibt hier Workspaces' : `${founder} hat sie angelegt. Es gibt hier Workspaces`}, aber keiner davon steht Ihnen, ${person}, offen.`,
      ways: 'Treten Sie einem mit einer Einladung oder seiner Wiederherstellungspassphrase bei, oder stellen Sie eine Sicherung wieder her: Die wiederhergestellte Kopie gehört dann Ihnen.',
    },
  },

  firstSteps: {
    title: 'Erste Schritte',
    progress: (done, all) => `${done} von ${all}`,
    hide: 'Ausblenden',
    done: 'Erledigt:',
    open: 'Zu tun:',
    add: {
      title: 'Connector hinzufügen',
      body: 'Die Website, die Seite oder das Profil, wo dieser Kunde veröffentlicht.',
      button: 'Katalog öffnen',
    },
    activate: { title: 'Aktivieren', body: 'Nur aktive Connectors werden exportiert.', button: 'Aktivieren' },
    export: {
      title: 'Ziele exportieren',
      body: 'Eine Datei, die Ihre Veröffentlichungsprogramme lesen.',
      button: 'Exportieren',
    },
    kit: {
      title: 'Notfallblatt aufbewahren',
      body: 'Der Weg zurück zu Ihren Geheimnissen, wenn dieser Computer verloren geht.',
      button: 'Notfallblatt erstellen…',
    },
  },

  workspaces: {
    inside: 'in',
    switcher: (name) => `Workspace: ${name}`,
    list: 'Workspaces',
    pinned: 'Angeheftet',
    recent: 'Zuletzt verwendet',
    others: 'Alle',
    archived: 'Archiv',
    all: 'Alle Workspaces',
    keys: (place) => withCommandKey(String(place)),
    pin: (name) => `„${name}“ anheften`,
    unpin: (name) => `„${name}“ lösen`,
    page: 'Personen, Schlüssel, Sicherungen und Papierkorb',
    search: 'Workspaces suchen',
    actions: 'Aktionen',
    count: connectors,
    create: 'Neuer Workspace…',
    edit: 'Workspace bearbeiten…',
    newWindow: 'In neuem Fenster öffnen',
    createTitle: 'Neuer Workspace',
    editTitle: 'Workspace bearbeiten',
    name: 'Name',
    namePlaceholder: 'Marketing',
    colour: 'Farbe',
    colours: {
      blue: 'Blau',
      teal: 'Petrol',
      green: 'Grün',
      amber: 'Bernstein',
      orange: 'Orange',
      red: 'Rot',
      pink: 'Rosa',
      violet: 'Violett',
    },
    noColour: 'Keine',
    who: 'Wer Sie sind',
    whoHint: 'Dieser Name steht neben dem, was Sie tun.',
    submit: 'Workspace anlegen',
    samples: 'Beispieldaten laden',
    samplesHint: 'Ein paar Connectors mit erfundenen Werten zum Ausprobieren. Sie können sie wie alle anderen löschen.',
    passphraseTitle: 'Dieser Workspace braucht eine Passphrase',
    why: 'Warum?',
    passphraseWhy:
      'Die Passphrase schützt die Geheimnisse, da das auf diesem Computer kein Schlüsselbund kann. Patchbay fragt nach jedem Start einmal danach, und niemand kann sie wiederherstellen.',
    created: (name) => `Workspace „${name}“ wurde angelegt`,
    createFailed: 'Der Workspace konnte nicht angelegt werden',
    saved: (name) => `Workspace „${name}“ wurde gespeichert`,
    saveFailed: 'Der Workspace konnte nicht gespeichert werden',
    samplesLoaded: (count) => `${plural(count, 'Beispiel-Connector wurde', 'Beispiel-Connectors wurden')} hinzugefügt`,
    samplesFailed: 'Die Beispieldaten konnten nicht geladen werden',
    readOnly: (name, owners) => `Sie sind Mitglied von „${name}“. Sie sehen alles außer Geheimnissen. ${ask(owners)}`,
    ask,
    archivedReason: (name, isOwner) =>
      `„${name}“ ist archiviert und kann nur gelesen werden. ${isOwner ? 'Um etwas zu ändern, holen Sie den Workspace auf seiner Seite aus dem Archiv.' : 'Die Eigentümer können den Workspace aus dem Archiv holen.'}`,
    typeName: (name) => `Namen des Workspace eingeben: ${name}`,
    letter: 'Buchstabe',
    letterHint: 'Ein Buchstabe, eine Ziffer oder ein Emoji im Quadrat. Leer bedeutet: der erste Buchstabe des Namens.',
    production: 'Produktion',
    productionHint:
      'Patchbay fragt nach dem Namen dieses Workspace, bevor Connectors deaktiviert oder gelöscht, Geheimnisse ersetzt oder gelöscht oder mehrere Connectors auf einmal geändert werden.',
    productionBody: 'Dieser Workspace ist als Produktion gekennzeichnet.',
    archive: 'Archivieren',
    archivedNow: (name) => `Workspace „${name}“ wurde archiviert`,
    unarchive: 'Aus dem Archiv holen',
    unarchived: (name) => `Workspace „${name}“ wird wieder verwendet`,
    archiveFailed: (name) => `Workspace „${name}“ konnte nicht archiviert werden`,
    unarchiveFailed: (name) => `Workspace „${name}“ konnte nicht aus dem Archiv geholt werden`,
    inArchive: 'archiviert',
    endOfWork: 'Wenn die Arbeit getan ist',
    archiveTitle: 'Archivieren',
    archiveHint: 'Der Workspace kann dann nur noch gelesen werden und steht im Menü ganz unten.',
    removeHint: 'Der Workspace kommt in den Papierkorb, aus dem Sie ihn wiederherstellen können.',
    remove: 'Workspace löschen…',
    removeTitle: (name) => `Workspace „${name}“ löschen?`,
    removeBody: (count) =>
      `Der Workspace kommt mit ${connectors(count)}, seinen Schlüsseln und seiner Aktivität in den Papierkorb. Sie können ihn wiederherstellen, bis Sie den Papierkorb leeren.`,
    removeConfirm: 'Workspace löschen',
    removed: (name) => `Workspace „${name}“ wurde gelöscht`,
    removeFailed: (name) => `Workspace „${name}“ konnte nicht gelöscht werden`,
    restored: (name) => `Workspace „${name}“ wurde wiederhergestellt`,
    restoreFailed: (name) => `Workspace „${name}“ konnte nicht wiederhergestellt werden`,
    trash: {
      open: 'Gelöschte Workspaces…',
      title: 'Gelöschte Workspaces',
      hint: 'Jeder kommt mit seinen Connectors, Geheimnissen und seiner Aktivität zurück.',
      list: 'Gelöschte Workspaces',
      empty: 'Sie haben keine gelöschten Workspaces',
      failed: 'Die gelöschten Workspaces konnten nicht geladen werden',
      restoreNamed: (name) => `„${name}“ wiederherstellen`,
      emptyAll: 'Alle endgültig löschen…',
      confirmTitle: (count) => `${workspaces(count)} endgültig löschen?`,
      confirmBody:
        'Connectors, Geheimnisse, Schlüssel und Aktivität werden gelöscht. Niemand kann sie wiederherstellen.',
      confirm: 'Endgültig löschen',
      emptied: (count) =>
        `${number(count)} ${count === 1 ? 'Workspace wurde' : 'Workspaces wurden'} endgültig gelöscht`,
      emptyFailed: 'Die Workspaces konnten nicht endgültig gelöscht werden',
    },
  },
}
