import type { codeText as english } from '../../en/files/workspace-code.ts'
import { number } from '../../formats.ts'
import { connectors, plural } from '../words.ts'

/** Words about a workspace as files. */
export const codeText: typeof english = {
  title: 'Als Code',
  hint: 'Jeder Connector als lesbares YAML ohne seine Geheimnisse, zum Vergleichen, Prüfen und für die Versionsverwaltung.',
  import: 'Importieren…',
  export: 'Als Code exportieren…',
  importCommand: 'Connectors aus Code importieren…',

  dialogTitle: 'Connectors aus Code importieren',
  intro:
    'Wählen Sie einen Ordner, der als Code exportiert wurde, oder YAML-Dateien. Sie sehen, was sich ändern würde, bevor es geschieht.',
  folder: 'Ordner auswählen…',
  folderInput: 'Ordner mit den Dateien',
  files: 'Dateien auswählen…',
  filesInput: 'Dateien',
  others: 'Andere auswählen',
  empty: 'Hier beschreibt keine YAML-Datei einen Connector. Wählen Sie einen anderen Ordner oder andere Dateien.',
  reading: 'Dateien werden gelesen',
  phases: {
    reading: 'Dateien werden gelesen',
    checking: 'Änderungen werden geprüft',
    writing: 'Änderungen werden vorbereitet',
  },
  progress: 'Wie weit der Import ist',
  stop: 'Anhalten',
  planFailed: 'Die Dateien können nicht importiert werden',
  problems: 'Fehler in den Dateien',
  problemsBody: (count) =>
    `Es wurde nichts geändert. Korrigieren Sie ${count === 1 ? 'diesen Fehler' : `diese ${number(count)} Fehler`} und wählen Sie die Dateien noch einmal aus.`,
  moreProblems: (count) => `und ${plural(count, 'weiterer', 'weitere')}`,
  stale:
    'Seit diesem Plan haben sich Connectors geändert, daher wurde nichts übernommen. Dies ist der Plan nach dem jetzigen Stand.',
  nothing: 'Nichts zu ändern',
  nothingBody: (count) =>
    count === 0
      ? 'Die Dateien beschreiben keinen Connector.'
      : `${connectors(count)} hier ${count === 1 ? 'entspricht' : 'entsprechen'} den Dateien schon.`,
  counts: ({ created, changed, deleted }, unchanged) =>
    [
      created > 0 && `${number(created)} anzulegen`,
      changed > 0 && `${number(changed)} zu ändern`,
      deleted > 0 && `${number(deleted)} zu löschen`,
      `${number(unchanged)} schon wie in den Dateien`,
    ]
      .filter((part) => part !== false)
      .join(' · '),
  prune: 'Auch Connectors löschen, die keine Datei beschreibt',
  pruneHint: 'Sie kommen in den Papierkorb.',
  list: 'Was sich ändern würde',
  kinds: { create: 'Neu', update: 'Änderung', delete: 'Löschung' },
  unchanged: 'Keine Änderung',
  byName: 'am Namen erkannt',
  details: (count) => plural(count, 'Feld', 'Felder'),
  statuses: { active: 'Aktiv', inactive: 'Inaktiv', error: 'Fehler' },
  status: 'Status',
  missing: (count, isNew) =>
    `${count === 1 ? 'Ein erforderliches Geheimnis fehlt' : `${number(count)} erforderliche Geheimnisse fehlen`}. Der Connector ${isNew ? 'bleibt inaktiv' : 'funktioniert nicht'}, bis Sie ${count === 1 ? 'es' : 'sie'} setzen.`,
  mine: 'Meine behalten',
  theirs: 'Andere übernehmen',
  choiceFor: (name) => `Was mit „${name}“ geschehen soll`,
  all: 'Für alle',
  more: (count) => plural(count, 'weiterer Connector', 'weitere Connectors'),
  showMore: 'Mehr anzeigen',
  apply: (count) => (count === 0 ? 'Importieren' : `${plural(count, 'Änderung', 'Änderungen')} importieren`),
  applyTitle: 'In die Produktion importieren?',
  applyFailed: 'Es wurde nichts importiert',
  done: (count) => `${plural(count, 'Connector wurde', 'Connectors wurden')} aus Code importiert`,
  doneCounts: ({ created, changed, deleted }) =>
    [
      created > 0 && `${number(created)} angelegt`,
      changed > 0 && `${number(changed)} geändert`,
      deleted > 0 && `${number(deleted)} in den Papierkorb gelegt`,
    ]
      .filter((part) => part !== false)
      .join(', '),

  exported: (count) => `${plural(count, 'Connector wurde', 'Connectors wurden')} als Code exportiert`,
  downloaded: 'Die Connectors wurden als Code exportiert',
  exportFailed: 'Die Connectors konnten nicht als Code exportiert werden',
}
