import type { HostText } from './text.ts'

const plural = (count: number, one: string, many: string) => `${count.toLocaleString('de')} ${count === 1 ? one : many}`
const connectors = (count: number) => plural(count, 'Connector', 'Connectors')

/** The German texts of the desktop program outside its screens. */
export const german: HostText = {
  menu: {
    file: 'Datei',
    newWindow: 'Neues Fenster',
    join: 'Workspace beitreten…',
    import: 'Einträge importieren…',
    importCode: 'Connectors aus Code importieren…',
    openBackup: 'Sicherung öffnen…',
    restore: 'Wiederherstellen…',
    recent: 'Letzte Exporte',
    noRecent: 'Noch keine',
    clearRecent: 'Liste leeren',
    lock: 'Workspace sperren',
    settings: 'Einstellungen…',
    view: 'Ansicht',
    help: 'Hilfe',
    pages: 'Patchbay-Hilfe',
    keyboard: 'Tastenkürzel',
    about: 'Über Patchbay',
    updates: 'Nach Updates suchen…',
    roles: {
      about: 'Über Patchbay',
      close: 'Fenster schließen',
      copy: 'Kopieren',
      cut: 'Ausschneiden',
      delete: 'Löschen',
      editMenu: 'Bearbeiten',
      front: 'Alle nach vorne bringen',
      hide: 'Patchbay ausblenden',
      hideOthers: 'Andere ausblenden',
      minimize: 'Minimieren',
      paste: 'Einfügen',
      pasteAndMatchStyle: 'Einfügen und Stil anpassen',
      quit: 'Beenden',
      redo: 'Wiederholen',
      resetZoom: 'Originalgröße',
      selectAll: 'Alles auswählen',
      services: 'Dienste',
      togglefullscreen: 'Vollbild',
      undo: 'Rückgängig',
      unhide: 'Alle einblenden',
      windowMenu: 'Fenster',
      zoom: 'Zoomen',
      zoomIn: 'Vergrößern',
      zoomOut: 'Verkleinern',
    },
  },
  copyright: 'MIT-Lizenz',
  exportTitle: 'Veröffentlichungsziele exportieren',
  invitationTitle: 'Einladung speichern',
  invitationKind: 'Patchbay-Einladung',
  requestTitle: 'Seite speichern',
  requestKind: 'Seite',
  codeTitle: 'Als Code exportieren',
  secretsTitle: 'Geheimnisse exportieren',
  secretsKind: 'age-Datei',
  activityTitle: 'Aktivität exportieren',
  backupTitle: 'Sichern',
  textTitle: 'Speichern',
  textKind: 'Text',
  pageTitle: 'Als PDF speichern',
  pageName: 'patchbay-notfallblatt.pdf',
  backupKind: 'Patchbay-Sicherung',
  certificatesTitle: 'Zertifikate auswählen',
  certificatesKind: 'Zertifikate',
  anyKind: 'Alle Dateien',
  fileGone: 'Die Datei ist nicht mehr vorhanden',
  expiring: (count, days) => {
    const what = `Geheimnisse von ${connectors(count)}`
    return days < 0
      ? `${what} sind abgelaufen`
      : `${what} laufen innerhalb von ${plural(days, 'Tag', 'Tagen')} ab oder sind abgelaufen`
  },
  changedTests: (failing, working) => {
    const sentence = (names: readonly string[], end: string) =>
      names.length === 0
        ? []
        : [
            names.length === 1
              ? `„${names[0]}“ funktioniert ${end}.`
              : `${connectors(names.length)} funktionieren ${end}.`,
          ]
    return [...sentence(failing, 'nicht mehr'), ...sentence(working, 'wieder')].join(' ')
  },
  discardTitle: (subject) => (subject ? `Ihre Änderungen an „${subject}“ verwerfen?` : 'Ihre Änderungen verwerfen?'),
  discardBody: 'Sie sind nicht gespeichert.',
  discard: 'Verwerfen',
  keepEditing: 'Weiter bearbeiten',
  confirmPerson: { export: 'Geheimnisse in eine Datei zu schreiben', open: 'einen gesperrten Workspace zu öffnen' },
  noScreens: 'Patchbay kann seine Fenster nicht anzeigen',
  screensEnded: (reason) => `Der Prozess dafür wurde sofort beendet (${reason}).`,
  cannotStart: 'Patchbay kann nicht starten',
  unexpected: 'Etwas ist schiefgegangen',
}
