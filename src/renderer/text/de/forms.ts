import type { formsText as english } from '../en/forms.ts'
import { number } from '../formats.ts'

/** Texts of the forms that a catalog entry's schemas make. */
export const formsText: typeof english = {
  summary: (count) =>
    count === 1 ? '1 Feld muss korrigiert werden' : `${number(count)} Felder müssen korrigiert werden`,
  wholeForm: 'Dieses Formular',
  nothing: 'Hier gibt es nichts einzustellen.',
  authentication: 'Authentifizierung',
  optional: 'optional',
  optionalSettings: 'Optionale Einstellungen',
  format: (example) => `Format: ${example}`,
  none: 'Keine Angabe',
  choose: 'Auswählen…',
  empty: '(leer)',
  example: (example) => `z. B. ${example}`,
  clearChoice: 'Auswahl aufheben',
  options: 'Optionen',
  option: (option) => `Option ${option}`,
  notAvailable: (value) => `${value} (nicht verfügbar)`,
  chosen: (count) => `${number(count)} ausgewählt`,
  filter: 'Filtern…',
  filterNamed: (label) => `${label} filtern`,
  search: 'Zum Suchen tippen',
  showAll: (label) => `Alle anzeigen: ${label}`,
  noMatch: 'Keine Treffer',
  addTag: 'Tippen und Eingabetaste drücken',
  remove: (name) => `${name} entfernen`,

  list: {
    add: (name) => `${name} hinzufügen`,
    item: 'Element',
    itemInSentence: 'Element',
    itemNumber: (place) => `Element ${place}`,
    moveUp: (name) => `${name} nach oben verschieben`,
    moveDown: (name) => `${name} nach unten verschieben`,
  },

  map: {
    entry: 'Eintrag',
    row: (place) => `Eintrag ${place}`,
    name: 'Name',
    nameOf: (place) => `Name von Eintrag ${place}`,
    uniqueName: 'Geben Sie zuerst einen eindeutigen Namen ein.',
  },

  secret: {
    set: 'Gesetzt',
    updated: ' · aktualisiert ',
    cleared: 'Wird beim Speichern gelöscht',
    unreadable: 'Nicht lesbar. Geben Sie den Wert neu ein.',
    undo: 'Rückgängig',
    undoNamed: (label) => `Rückgängig: ${label} behalten`,
    replace: 'Ersetzen',
    replaceNamed: (label) => `${label} ersetzen`,
    clear: 'Löschen',
    clearNamed: (label) => `${label} löschen`,
    keptAt: (reference) => `Liegt in ${reference}`,
    refer: 'Stattdessen einen Verweis verwenden…',
    referenceExample: 'op://TRESOR/EINTRAG/FELD, env:NAME, file:/PFAD oder cmd:PROGRAMM',
    enter: 'Stattdessen das Geheimnis eingeben',
    keep: 'Gespeichertes Geheimnis behalten',
    cancel: 'Abbrechen',
    cancelNamed: (label) => `, gespeicherten Wert von ${label} behalten`,
    moved: 'Nicht gesetzt, weil die Liste umgestellt wurde. Geben Sie dieses Geheimnis neu ein.',
    move: (from, to) => `${from} → ${to}`,
    moves: (count) =>
      count === 1
        ? 'Der Katalogeintrag hat für ein gespeichertes Geheimnis einen neuen Platz. Beim Speichern zieht es dorthin um:'
        : `Der Katalogeintrag hat für ${number(count)} gespeicherte Geheimnisse einen neuen Platz. Beim Speichern ziehen sie dorthin um:`,
    withoutPlace: (count) =>
      count === 1
        ? 'Ein gespeichertes Geheimnis hat keinen Platz mehr. Beim Speichern wird es entfernt; geben Sie es dort ein, wo der Eintrag jetzt danach fragt:'
        : `${number(count)} gespeicherte Geheimnisse haben keinen Platz mehr. Beim Speichern werden sie entfernt; geben Sie sie dort ein, wo der Eintrag jetzt danach fragt:`,
    show: 'Anzeigen',
    showNamed: (label) => `${label} anzeigen`,
    hide: 'Verbergen',
  },

  file: {
    load: 'Aus Datei laden…',
    loadInto: (label) => ` für ${label}`,
    input: (label) => `Datei für ${label}`,
    tooLarge: 'Die Datei ist größer als 1 MiB. Wählen Sie eine kleinere.',
    notText: 'Das ist keine Textdatei. Wählen Sie eine andere.',
  },
}
