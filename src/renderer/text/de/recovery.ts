import type { recoveryText as english } from '../en/recovery.ts'
import { moment, number } from '../formats.ts'
import { connectors, megabytes, plural } from './words.ts'

/** Texts about data that cannot be opened, its backups, and the trash. */
export const recoveryText: typeof english = {
  recovery: {
    open: 'Alle Daten aus einer Sicherung wiederherstellen…',
    dialogTitle: 'Alle Daten wiederherstellen',
    dialogHint:
      'Patchbay legt diese Sicherungen automatisch an. Jede enthält alle Workspaces in ihrem Stand zu diesem Zeitpunkt.',
    titles: {
      restore: 'Die Daten lassen sich nicht öffnen',
      update: 'Die Daten brauchen ein neueres Patchbay',
      elsewhere: 'Das Datenverzeichnis kann nicht verwendet werden',
      retry: 'Die Daten können zurzeit nicht verwendet werden',
    },
    safe: {
      restore: 'Ihre Datei bleibt unverändert, bis Sie sich entschieden haben.',
      update:
        'Ihre Datei bleibt unverändert. Installieren Sie das neueste Patchbay und starten Sie es dann noch einmal.',
      elsewhere:
        'Es wurde nichts geändert. Machen Sie das Verzeichnis verfügbar und versuchen Sie es noch einmal, oder starten Sie Patchbay mit einem anderen Datenverzeichnis.',
      retry:
        'Ihre Datei bleibt unverändert. Beheben Sie die Ursache und versuchen Sie es noch einmal; ein Neustart ist nicht nötig.',
    },
    missingFile:
      'Es wird nichts geschrieben, bis Sie sich entschieden haben. Liegt die Datei woanders, legen Sie sie zurück und versuchen Sie es noch einmal.',
    restoreTitle: 'Sicherung wiederherstellen',
    restoreHint: 'Die Sicherung ersetzt die aktuelle Datei, die beiseitegelegt und nie gelöscht wird.',
    list: 'Sicherungen',
    listFailed: 'Die Sicherungen konnten nicht aufgelistet werden',
    noBackups: 'Es gibt noch keine Sicherungen. Patchbay legt eine an, wenn Sie es beenden, und am Ende jedes Tages.',
    kinds: {
      daily: 'Ende der Arbeit',
      migration: 'Vor einem Update',
      import: 'Vor einem Import',
      restore: 'Vor einer Wiederherstellung',
      rotation: 'Vor einem Schlüsselwechsel',
      rotated: 'Nach einem Schlüsselwechsel',
    },
    holds: ({ workspaces, connectors: count }) =>
      `${plural(workspaces, 'Workspace', 'Workspaces')}, ${connectors(count)}`,
    damaged: 'Diese Sicherung ist nicht lesbar',
    keys: {
      ready: null,
      passphrase: 'Die Geheimnisse darin brauchen eine Passphrase',
      lost: 'Einer der Schlüssel dazu ist verloren: Die Geheimnisse darin müssten neu eingegeben werden',
      unknown: 'Der Schlüsselbund gibt keine Auskunft, ob die Geheimnisse darin lesbar sind',
    },
    moment,
    size: (bytes) => (bytes < 1024 * 1024 ? `${number(Math.ceil(bytes / 1024))} KB` : megabytes(bytes)),
    restore: 'Wiederherstellen',
    restoreNamed: (instant) => `Sicherung vom ${moment(instant)} wiederherstellen`,
    confirmTitle: (instant) => `Sicherung vom ${moment(instant)} wiederherstellen?`,
    damagedWarning:
      'Änderungen nach der Sicherung gehen verloren. Die beschädigte Datei wird beiseitegelegt und nie gelöscht.',
    replaceWarning:
      'Alle Workspaces kehren für alle Personen zu diesem Stand zurück. Die aktuellen Daten werden beiseitegelegt und nie gelöscht.',
    restored: 'Die Sicherung wurde wiederhergestellt',
    restoreFailed: 'Die Sicherung wurde nicht wiederhergestellt',
    keptAs: (path) => `Die bisherigen Daten liegen in ${path}`,
    startOverTitle: 'Mit einer leeren Datenbank beginnen',
    startOverHint:
      'Der letzte Ausweg: Eine leere Datenbank hat keine Workspaces und keine Connectors. Die aktuelle Datei wird beiseitegelegt und nie gelöscht.',
    startOverWord: 'leer',
    startOverConfirm: 'Zum Bestätigen „leer“ eingeben',
    startOver: 'Leer beginnen',
    startedOver: 'Patchbay hat mit einer leeren Datenbank begonnen',
    startOverFailed: 'Die leere Datenbank konnte nicht angelegt werden',
  },

  trash: {
    open: 'Papierkorb…',
    title: 'Papierkorb',
    hint: 'Gelöschte Connectors bleiben hier mit ihren Geheimnissen, bis der Papierkorb geleert wird.',
    empty: 'Der Papierkorb ist leer',
    list: 'Gelöschte Connectors',
    listFailed: 'Der Papierkorb konnte nicht aufgelistet werden',
    deletedBy: (name) => `von ${name}`,
    restore: 'Wiederherstellen',
    restoreNamed: (name) => `„${name}“ wiederherstellen`,
    restoreAll: 'Alle wiederherstellen',
    restoreFailed: 'Nichts wurde wiederhergestellt',
    emptyAll: 'Papierkorb leeren…',
    confirmTitle: (count) => `${connectors(count)} endgültig löschen?`,
    confirmBody: 'Auch Einstellungen und Geheimnisse werden gelöscht. In früheren Sicherungen sind sie noch enthalten.',
    confirm: 'Endgültig löschen',
    emptied: 'Papierkorb geleert',
    emptyFailed: 'Der Papierkorb wurde nicht geleert',
  },
}
