import type { targetsText as english } from '../en/targets.ts'
import { number } from '../formats.ts'
import { plural } from './words.ts'

const targets = (count: number) => plural(count, 'Veröffentlichungsziel', 'Veröffentlichungsziele')

export const targetsText: typeof english = {
  targets: {
    export: 'Exportieren',
    title: 'Veröffentlichungsziele exportieren',
    dialogHint:
      'Die Datei wird von einem Veröffentlichungsprogramm gelesen. Sie enthält nie Einstellungen oder Geheimnisse.',
    format: 'Format',
    formats: { json: 'JSON', ndjson: 'NDJSON', csv: 'CSV', yaml: 'YAML' },
    from: 'Ziele von',
    allWorkspaces: (count) => `Alle ${number(count)} Workspaces`,
    envelope: 'Workspace, Uhrzeit, Anzahl der Ziele und eine Prüfsumme hinzufügen',
    save: 'Exportieren',
    goesOut: (count) => `${targets(count)} ${count === 1 ? 'wird' : 'werden'} exportiert`,
    nothing: 'Es wird kein Veröffentlichungsziel exportiert',
    nothingHint: 'Die Datei wird eine leere Liste enthalten, damit nichts Altes weiter veröffentlicht wird.',
    warned: (count) => `Bei ${number(count)} davon wird das Veröffentlichen fehlschlagen`,
    staysOut: (count) => plural(count, 'Connector fehlt', 'Connectors fehlen') + ' in der Datei',
    more: (count) => `und ${plural(count, 'weiterer', 'weitere')}`,
    reasons: {
      error: 'hat einen Fehler',
      inactive: 'ist inaktiv',
      cannot_publish: 'kann nicht veröffentlichen',
      expired: 'Geheimnis abgelaufen',
      unreadable: 'Geheimnis nicht lesbar',
      missing: 'Geheimnis fehlt',
    },
    exportNamed: (count) => `${targets(count)} exportieren`,
    hint: 'Die aktiven Connectors, die veröffentlichen können, in einer Datei speichern',
    live: {
      title: 'Laufend aktualisierte Dateien',
      hint: 'Werden innerhalb einer Sekunde nach jeder Änderung ihres Inhalts neu geschrieben.',
      keep: 'Datei aktuell halten…',
      kept: (path) => `${path} wird ab jetzt aktuell gehalten`,
      notKept: 'Die Datei kann nicht aktuell gehalten werden',
      waiting: 'Seit dem Start des Programms noch nicht geschrieben',
      targets: (count) => plural(count, 'Ziel', 'Ziele'),
      ofAll: 'aller Workspaces',
      retryNamed: (path) => `${path} noch einmal schreiben`,
      leave: 'Beenden',
      leaveNamed: (path) => `${path} nicht mehr aktuell halten`,
      notLeft: (path) => `${path} wird weiterhin aktuell gehalten`,
      failed: (path) => `${path} wurde nicht geschrieben`,
    },
    uses: {
      title: 'Wofür Ziele verwendet werden',
      hint: 'Lesen Sie den Bericht eines Veröffentlichungsprogramms ein; verwendete Connectors zeigen ihn vor dem Löschen an.',
      input: 'Bericht eines Veröffentlichungsprogramms',
      choose: 'Bericht auswählen…',
      done: (count) => plural(count, 'Ziel wird verwendet', 'Ziele werden verwendet'),
      unknown: (count) => `${plural(count, 'ID gehört', 'IDs gehören')} zu keinem Connector dieses Workspace`,
      failed: 'Der Bericht wurde nicht übernommen',
    },
    exported: (count) => `${targets(count)} ${count === 1 ? 'wurde' : 'wurden'} exportiert`,
    downloaded: (count) => `${targets(count)} ${count === 1 ? 'wurde' : 'wurden'} heruntergeladen`,
    exportSome: 'Exportieren…',
    someDownloaded: 'Die Veröffentlichungsziele darunter wurden heruntergeladen',
    failed: 'Die Veröffentlichungsziele konnten nicht exportiert werden',
    stop: 'Export abbrechen',
    cancelled: 'Export abgebrochen; es wurde keine Datei geschrieben',
    progress: 'Fortschritt des Exports',
    written: (count) => `${plural(count, 'Ziel', 'Ziele')} geschrieben`,
  },
}
