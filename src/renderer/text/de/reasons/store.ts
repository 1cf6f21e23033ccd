import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import { type FileWork, isOfFile, type storeReasons } from '../../../../shared/reasons/store-reasons.ts'

type Sentences = SentencesOf<typeof storeReasons>

/** What a file was needed for, before the words of its cause. */
const FILE_WORK: Record<FileWork, (path: string) => string> = {
  use: (path) => `${path} kann nicht verwendet werden`,
  read: (path) => `${path} ist nicht lesbar`,
  write: (path) => `${path} konnte nicht geschrieben werden`,
  list: (path) => `${path} kann nicht aufgelistet werden`,
  data_directory: (path) => `Das Datenverzeichnis ${path} kann nicht verwendet werden`,
  temporary_files: (path) => `Das Verzeichnis für temporäre Dateien, ${path}, kann nicht verwendet werden`,
  look: () => 'Ein Teil der Daten lässt sich nicht ansehen',
  back_up: (path) => `Nach ${path} konnte keine Sicherung geschrieben werden`,
  list_backups: (path) => `Die Sicherungen in ${path} können nicht aufgelistet werden`,
  restore: () => 'Die Sicherung konnte nicht wiederhergestellt werden',
  set_aside: () => 'Die Datenbank konnte nicht beiseitegelegt werden',
}

/** The codes of a file system, in words. */
const FILE_CAUSES: Record<string, string> = {
  ENOENT: 'Das Verzeichnis ist nicht vorhanden',
  ENOTDIR: 'Ein Teil des Pfads ist kein Verzeichnis',
  EACCES: 'Die Berechtigung fehlt',
  EPERM: 'Die Berechtigung fehlt',
  EROFS: 'Das Laufwerk ist schreibgeschützt',
  ENOSPC: 'Das Laufwerk ist voll; schaffen Sie Platz',
  EDQUOT: 'Das Speicherkontingent ist aufgebraucht',
  ENAMETOOLONG: 'Der Name ist zu lang',
  ELOOP: 'Der Pfad enthält einen Kreis von Verknüpfungen',
  EEXIST: 'Eine Datei hat diesen Namen',
  EISDIR: 'Es ist ein Verzeichnis',
  ERR_FS_EISDIR: 'Es ist ein Verzeichnis',
}

const fileSentence: Sentences['bad_path'] = ({ work, path, cause }) =>
  `${FILE_WORK[work](path)}: ${FILE_CAUSES[cause] ?? `Das System meldet ${cause || 'einen unbekannten Fehler'}`}`

/** Of a file and, in the sentences given here, of the database, at work and while it is opened. */
const ofFile =
  (database: string, opening = database): Sentences['disk_full'] =>
  (values) =>
    isOfFile(values) ? fileSentence(values) : values.work === 'opening' ? opening : database

const KINDS = { file: 'eine Datei', directory: 'ein Verzeichnis' }

const BACKUP_FAULTS = {
  foreign: 'ist keine Sicherung von Patchbay',
  damaged: 'ist beschädigt',
  unreadable: 'ist nicht lesbar',
}

/** Why the data, one of its backups or a file cannot be opened, read or written. */
export const storeErrors: Sentences = {
  missing_directory: ofFile(
    'Das Verzeichnis der Datenbank fehlt. Schließen Sie sein Laufwerk an und versuchen Sie es noch einmal',
  ),
  no_permission: ofFile(
    'Die Berechtigung für die Datenbank oder ihr Verzeichnis fehlt. Geben Sie diesem Konto Zugriff auf beide',
  ),
  read_only: ofFile(
    'Die Datenbank kann nicht geschrieben werden, weil ihr Laufwerk oder Verzeichnis schreibgeschützt ist; es wurde nichts geändert',
    'Die Datenbank kann nicht geöffnet werden, weil ihr Laufwerk oder Verzeichnis schreibgeschützt ist. Heben Sie den Schutz auf und versuchen Sie es noch einmal',
  ),
  disk_full: ofFile(
    'Das Laufwerk ist voll; es wurde nichts geändert. Schaffen Sie Platz und versuchen Sie es noch einmal',
    'Die Datenbank kann nicht geöffnet werden, weil ihr Laufwerk voll ist. Schaffen Sie Platz und versuchen Sie es noch einmal',
  ),
  io_error: ofFile(
    'Das Laufwerk meldet einen Fehler; es wurde nichts geändert. Prüfen Sie das Laufwerk und versuchen Sie es noch einmal',
    'Die Datenbank kann nicht geöffnet werden, weil ihr Laufwerk einen Fehler meldet. Prüfen Sie das Laufwerk und versuchen Sie es noch einmal',
  ),
  bad_path: fileSentence,
  busy: () =>
    'Ein anderes Programm verwendet die Datenbank; es wurde nichts geändert. Schließen Sie es und versuchen Sie es noch einmal',
  damaged_file: () => 'Die Datenbank ist beschädigt. Stellen Sie eine Sicherung wieder her',
  in_the_way: ({ path, kind }) =>
    `${path} ist nicht ${KINDS[kind]}, aber Patchbay braucht dort ${KINDS[kind]}. Benennen Sie es um und versuchen Sie es noch einmal`,
  no_home: () => 'Dieses Konto hat kein Benutzerverzeichnis; geben Sie ein Datenverzeichnis an',
  other_files: ({ path }) =>
    `Das Verzeichnis ${path} enthält andere Dateien und keine Daten von Patchbay; geben Sie ein leeres oder neues an`,
  other_owner: ({ path }) => `Das Verzeichnis ${path} gehört einem anderen Konto; geben Sie ein eigenes an`,
  in_use: ({ path, host, process }) => {
    const who = host === undefined ? 'von einem anderen Patchbay' : `von Patchbay (${host}, Prozess ${process})`
    return `Das Datenverzeichnis ${path} wird ${who} verwendet; beenden Sie es und versuchen Sie es noch einmal`
  },
  missing_file: ({ path }) =>
    `${path} fehlt oder ist leer, obwohl dort Daten lagen. Stellen Sie eine Sicherung wieder her`,
  moved_database: ({ path }) =>
    `${path} wurde verschoben, ersetzt oder gelöscht, während Patchbay es geöffnet hatte; es wurde nichts geändert. Legen Sie es zurück, oder beenden Sie Patchbay und öffnen Sie es noch einmal`,
  foreign_file: ({ path }) => `${path} ist keine Datenbank von Patchbay`,
  newer_database: ({ what, version, known }) =>
    `${what === 'data' ? 'Die Daten haben' : 'Die Sicherung hat'} Version ${version}, und dieses Programm kennt Versionen bis ${known}. Aktualisieren Sie Patchbay, um sie ${what === 'data' ? 'zu öffnen' : 'wiederherzustellen'}`,
  migration_failed: ({ migration, words }) => {
    const why = migration === '' ? 'Zeilen würden verlieren, worauf sie verweisen' : `${migration} meldet ${words}`
    return `Die Daten konnten nicht auf diese Version gebracht werden und sind unverändert: ${why}`
  },
  foreign_migrations: () =>
    'Die Daten wurden von einem anderen Programm umgestellt. Öffnen Sie sie damit oder stellen Sie eine Sicherung wieder her',
  refused_setting: ({ name }) => `Die Datenbank nimmt die Einstellung ${name} nicht an`,
  unreadable_data: () => 'Gespeicherte Daten haben nicht die Form, die diese Version von Patchbay erwartet',
  backup_failed: () => 'Es konnte keine Sicherung angelegt werden; die Datenbank ist unverändert',
  unusable_backup: ({ fault }) => `Die Sicherung ${BACKUP_FAULTS[fault]}; die Datenbank ist unverändert`,
  no_backup: ({ name }) => `Es gibt keine Sicherung namens ${name}`,
  no_backups: () => 'Diese Datenbank liegt im Arbeitsspeicher und hat keine Sicherungen',
  database_opens: () => 'Die Datenbank lässt sich öffnen, ein Neubeginn ist daher nicht nötig',
  check_ended: () => 'Die Prüfung der Datenbank wurde vorzeitig beendet',
}
