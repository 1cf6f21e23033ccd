import type { testsText as english } from '../en/connection-tests.ts'
import { list, number } from '../formats.ts'
import { connectors } from './words.ts'

/** How long something took, as "0,4 s"; 0,1 s at least, as nothing takes no time. */
const seconds = (milliseconds: number) =>
  `${number(Math.max(0.1, milliseconds / 1000), { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`

const quoted = (names: readonly string[]) => list(names.map((name) => `„${name}“`))

export const testsText: typeof english = {
  title: 'Letzter Test',
  never: 'Nie',
  works: (account) => (account === null ? 'Funktioniert' : `Funktioniert als ${account}`),
  fails: 'Fehlgeschlagen',
  unclear: 'Keine klare Antwort',
  tookAgo: (ago, milliseconds) => `${ago}, in ${seconds(milliseconds)}`,
  sameAccount: 'Hat dasselbe Konto wie',
  markError: 'Als Fehler markieren',
  marked: (name) => `„${name}“ wurde als fehlerhaft markiert`,
  notMarked: (name) => `„${name}“ wurde nicht als fehlerhaft markiert`,

  testing: (name) => `„${name}“ wird getestet`,
  testingBody: 'Der Dienst hat noch nicht geantwortet.',
  succeeded: (name) => `„${name}“ funktioniert`,
  asAccount: (account, milliseconds) =>
    `${account === null ? 'Der Dienst antwortet' : `Als ${account}`}, in ${seconds(milliseconds)}.`,
  sameAs: (names) => `${quoted(names)} ${names.length === 1 ? 'hat' : 'haben'} dasselbe Konto.`,
  showNamed: (name) => `„${name}“ anzeigen`,
  failed: (name) => `„${name}“ hat den Test nicht bestanden`,
  notTested: (name) => `„${name}“ wurde nicht getestet`,
  details: 'Details',
  cancelled: (name) => `Der Test von „${name}“ wurde abgebrochen`,

  form: {
    test: 'Verbindung testen',
    again: 'Erneut testen',
    running: 'Wird getestet',
    works: (account, milliseconds) =>
      `${account === null ? 'Funktioniert' : `Funktioniert als ${account}`}, ${seconds(milliseconds)}`,
    failed: (milliseconds) => `Fehlgeschlagen nach ${seconds(milliseconds)}`,
    fields: 'Zuerst müssen die Felder oben korrigiert werden',
    use: (address) => `${address} verwenden`,
    addAnyway: 'Trotzdem hinzufügen',
    saveAnyway: 'Trotzdem speichern',
  },

  schedule: {
    title: 'Verbindungstests',
    every: 'Aktive Connectors testen',
    choices: { 0: 'Aus', 1: 'Jede Stunde', 6: 'Alle 6 Stunden', 24: 'Jeden Tag' },
    off: 'Es wird nur getestet, wenn jemand es verlangt.',
    next: (when) => `Der nächste Durchgang beginnt ${when}.`,
    soon: 'Der nächste Durchgang beginnt innerhalb einer Minute.',
    waitsFor: {
      key: 'Der nächste Durchgang wartet, bis dieser Workspace entsperrt ist.',
      program: 'Durchgänge finden statt, solange hier ein Programm geöffnet bleibt.',
    },
    marks: 'Fehlgeschlagene Tests als Fehler markieren',
    marksHint: 'Ein aktiver Connector, dessen Test fehlschlägt, wird markiert; aktiviert wird nie einer.',
    lastRun: (tested, failed) =>
      `Letzter Durchgang: ${number(tested)} getestet, ${failed === 0 ? 'keiner' : number(failed)} fehlgeschlagen`,
    noRun: 'Noch kein Durchgang',
    noRunHint: 'Ein Durchgang von Hand testet auch, was deaktiviert ist.',
    testAll: 'Alle testen',
    notSet: 'Der Zeitplan der Tests wurde nicht geändert',
    nowFailing: (names) =>
      names.length === 1
        ? `„${names[0]}“ funktioniert nicht mehr`
        : `${connectors(names.length)} funktionieren nicht mehr`,
    nowWorking: (names) =>
      names.length === 1 ? `„${names[0]}“ funktioniert wieder` : `${connectors(names.length)} funktionieren wieder`,
    show: 'Anzeigen',
  },

  many: {
    running: (count) => `${connectors(count)} ${count === 1 ? 'wird' : 'werden'} getestet`,
    progress: (done, failed) => `${number(done)} fertig${failed === 0 ? '' : `, ${number(failed)} fehlgeschlagen`}`,
    bar: 'Fortschritt der Tests',
    goesOn: 'Die Tests laufen weiter, wenn Sie dies schließen.',
    stop: 'Anhalten',
    done: (ok, all) => {
      if (all === 0) return 'Kein Connector wurde getestet'
      if (all === 1) return ok === 1 ? 'Der Connector funktioniert' : 'Der Connector hat den Test nicht bestanden'
      return `${number(ok)} von ${connectors(all)} ${ok === 1 ? 'funktioniert' : 'funktionieren'}`
    },
    failedCount: (failed) => `${number(failed)} fehlgeschlagen`,
    wasStopped: 'Die Tests wurden angehalten',
    notRun: 'Die Connectors wurden nicht getestet',
    unlock: 'Entsperren…',
    show: 'Anzeigen',
    results: 'Ergebnisse der Tests',
    none: 'Es gibt nichts zu testen.',
    outcomes: {
      ok: 'Funktioniert',
      failed: 'Fehlgeschlagen',
      skipped: 'Nicht testbar',
      cancelled: 'Nicht getestet',
    },
    skipped: 'Der Katalogeintrag hat keinen Verbindungstest',
    cancelled: 'Die Tests wurden vorher angehalten',
    mark: (count) => `${number(count)} als Fehler markieren`,
    marked: (count) => `${connectors(count)} als fehlerhaft markiert`,
  },

  everywhere: {
    open: 'Alle aktiven testen…',
    title: 'Alle aktiven Connectors testen?',
    start: (count) => `${connectors(count)} testen`,
    stopsHere: 'Die Tests enden, wenn Sie dies schließen.',
    active: (count) => connectors(count),
    outcome: (ok, failed) => {
      const counts = [
        ...(ok > 0 ? [`${number(ok)} ${ok === 1 ? 'funktioniert' : 'funktionieren'}`] : []),
        ...(failed > 0 ? [`${number(failed)} fehlgeschlagen`] : []),
      ]
      return counts.join(', ') || 'Nicht getestet'
    },
    locked: (names) =>
      `${names.length === 1 ? 'Dieser Workspace ist gesperrt und wird' : 'Diese Workspaces sind gesperrt und werden'} ausgelassen: ${quoted(names)}.`,
  },
}
