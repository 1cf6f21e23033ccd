import type { KeyState } from '../../../../contract/groups/keys.ts'
import type { BackupCounts, Damage } from '../../../../shared/text/findings.ts'
import type { findingsText as english } from '../../en/services/findings.ts'
import { date, moment, number } from '../../formats.ts'
import { plural } from '../words.ts'

const RESTORE = 'patchbay backup list, dann patchbay backup restore NAME'

const size = (bytes: number) => {
  const megabytes = bytes / 1024 / 1024
  const isLarge = megabytes >= 1000
  const amount = isLarge ? megabytes / 1024 : megabytes
  return `${number(Math.round(amount * 10) / 10)} ${isLarge ? 'GB' : 'MB'}`
}

/** The way out of what the store says, by its reason. */
const STORE_FIXES: Readonly<Record<string, string>> = {
  in_use: 'Schließen Sie das andere Patchbay oder arbeiten Sie dort weiter.',
  newer_database:
    'Installieren Sie das neuere Patchbay oder stellen Sie eine Sicherung dieser Version wieder her: patchbay backup list',
  disk_full: 'Geben Sie Speicherplatz frei. Ein Neustart ist nicht nötig.',
  read_only: 'Machen Sie das Laufwerk beschreibbar. Ein Neustart ist nicht nötig.',
  no_permission: 'Geben Sie diesem Konto Zugriff auf das Datenverzeichnis.',
  in_the_way: 'Benennen Sie es um oder entfernen Sie es. Ein Neustart ist nicht nötig.',
  missing_directory: 'Schließen Sie das Laufwerk an oder nennen Sie mit --data-dir ein anderes Verzeichnis.',
}

const COUNTS: Record<keyof BackupCounts, readonly [one: string, many: string]> = {
  ready: ['ist mit allen Geheimnissen wiederherstellbar', 'sind mit allen Geheimnissen wiederherstellbar'],
  passphrase: ['braucht eine Passphrase für ihre Geheimnisse', 'brauchen eine Passphrase für ihre Geheimnisse'],
  unknown: ['wartet auf den Schlüsselbund', 'warten auf den Schlüsselbund'],
  lost: ['hat einen verlorenen Schlüssel', 'haben einen verlorenen Schlüssel'],
  damaged: ['ist nicht lesbar', 'sind nicht lesbar'],
}

const backups = ({ count, newest, counts }: { count: number; newest: string; counts: BackupCounts }) => {
  const groups = (Object.keys(COUNTS) as (keyof BackupCounts)[]).flatMap((group) =>
    counts[group] ? plural(counts[group], ...COUNTS[group]) : [],
  )
  return `${plural(count, 'Sicherung', 'Sicherungen')}, die neueste vom ${moment(newest)}; ${groups.join(', ')}`
}

/** How many keys are so, after the number. */
const KEY_STATES: Readonly<Record<string, string>> = {
  CLOSED: 'noch nicht geöffnet',
  READY: 'offen',
  LOCKED: 'gesperrt',
  UNAVAILABLE: 'ohne Schlüsselbund',
  DENIED: 'verweigert',
  LOST: 'nicht im Schlüsselbund',
  WRONG_KEY: 'mit falschem Eintrag im Schlüsselbund',
  passphrase: 'mit Passphrase',
} satisfies Record<KeyState | 'passphrase', string>

const keys = ({ states }: { states: Record<string, number> }) =>
  Object.entries(states)
    .map(([state, count]) => `${number(count)} ${KEY_STATES[state] ?? state}`)
    .join(', ') || 'kein Workspace, der Ihnen offensteht'

const damageWords = (damage: Damage) => {
  if (damage.kind === 'report') return `SQLite meldet: „${damage.words}“`
  if (damage.kind === 'orphan') return `Einer Zeile von ${damage.table} fehlt ihre Zeile in ${damage.parent}`
  return `${plural(damage.count, 'Zeile', 'Zeilen')} von ${damage.table}, deren ${damage.column} nicht lesbar ist`
}

const sentence = (parts: readonly (string | false)[]) => parts.filter((part) => part !== false).join('; ')

/** What the doctor finds. */
export const findingsText: typeof english = {
  titles: {
    access: 'Zugriff',
    program: 'Programm',
    updates: 'Updates',
    directory: 'Datenverzeichnis',
    database: 'Datenbank',
    integrity: 'Unversehrtheit',
    activity: 'Aktivität',
    migrations: 'Migrationen',
    account: 'Konto',
    keychain: 'Schlüsselbund',
    keys: 'Schlüssel',
    backups: 'Sicherungen',
    quarantine: 'Beiseitegelegt',
    log: 'Protokoll',
    room: 'Freier Speicherplatz',
  },
  sentences: {
    program: ({ version, runtime, platform }) => ({ detail: `Patchbay ${version}, ${runtime}, ${platform}` }),
    updates_unverified: ({ since }) => ({
      detail: `seit ${date(new Date(since), { dateStyle: 'long' })} nicht überprüfbar; vielleicht gibt es eine neuere Version`,
      fix: 'Wählen Sie Hilfe > Nach Updates suchen oder sehen Sie dort nach, wo Sie Patchbay erhalten haben.',
    }),
    in_memory: () => ({ detail: 'im Arbeitsspeicher' }),
    directory: ({ path }) => ({ detail: path }),
    directory_missing: ({ path }) => ({
      detail: `${path} ist nicht vorhanden`,
      fix: 'Nennen Sie mit --data-dir ein anderes Verzeichnis.',
    }),
    directory_open: ({ path }) => ({
      detail: `Andere Konten können ${path} lesen`,
      fix: 'Führen Sie chmod 700 für das Verzeichnis aus.',
    }),
    directory_network: ({ path }) => ({
      detail: `${path} liegt auf dem Laufwerk eines anderen Computers, auf dessen Sperren kein Verlass ist`,
      fix: 'Verschieben Sie das Verzeichnis auf ein Laufwerk dieses Computers oder nennen Sie mit --data-dir ein anderes.',
    }),
    directory_synced: ({ path }) => ({
      detail: `${path} wird mit anderen Orten synchronisiert, was eine geöffnete Datenbank beschädigen kann`,
      fix: 'Verschieben Sie das Verzeichnis aus dem synchronisierten Ordner und legen Sie dort stattdessen Sicherungsdateien ab (patchbay backup create).',
    }),
    database: ({ bytes }) => ({ detail: `geöffnet, ${size(bytes)}` }),
    database_closed: ({ cause }, word) => ({
      detail: `nicht geöffnet: ${word(cause)}`,
      fix: STORE_FIXES[cause.reason ?? ''] ?? RESTORE,
    }),
    whole: () => ({ detail: 'alle Seiten, Indizes, Verweise und Zeilen gelesen' }),
    damaged: ({ damage }) => ({ detail: damage.map(damageWords).join('; '), fix: RESTORE }),
    history: ({ rows, unsigned, formerKeys }) => ({
      detail: sentence([
        `${plural(rows, 'Zeile', 'Zeilen')}, alle wie geschrieben`,
        unsigned > 0 && `${plural(unsigned, 'Zeile ist', 'Zeilen sind')} noch nicht signiert`,
        formerKeys > 0 &&
          `${plural(formerKeys, 'Signatur', 'Signaturen')} mit einem Schlüssel, den die Person ersetzt hat`,
      ]),
    }),
    history_changed: ({ brokenCount, broken, cut, wrongSignatures }) => ({
      detail: sentence([
        brokenCount > 0 &&
          `${plural(brokenCount, 'Zeile', 'Zeilen')} geändert, oder davor fehlen welche: ${broken.join(', ')}${brokenCount > broken.length ? ', …' : ''}`,
        cut > 0 && `${plural(cut, 'Verlauf', 'Verläufe')} mit fehlenden oder zusätzlichen Zeilen am Ende`,
        wrongSignatures > 0 &&
          `${plural(wrongSignatures, 'Signatur', 'Signaturen')}, die niemand aus diesen Daten erstellt hat`,
      ]),
      fix: 'Etwas anderes als Patchbay hat in die Datenbank geschrieben. Vergleichen Sie mit einer Sicherung: patchbay backup list',
    }),
    migrations: ({ stored, known }) => ({ detail: `Version ${stored} von ${known}` }),
    stranger: () => ({
      detail: 'Die Daten gehören anderen Personen; diesem Konto steht keiner der Workspaces offen',
      fix: 'Treten Sie mit einer Einladung oder einer Wiederherstellungspassphrase bei: patchbay member join. Oder stellen Sie eine Sicherung wieder her: patchbay backup restore FILE',
    }),
    keychain: ({ keychain }) => ({ detail: `${keychain} speichert Einträge und gibt sie zurück` }),
    keychain_unusable: ({ keychain, cause }, word) => ({
      detail: `${keychain} ist nicht verwendbar`,
      fix: cause ? word(cause) : 'Verwenden Sie eine Passphrase.',
    }),
    keys: (values) => ({ detail: keys(values) }),
    keys_closed: ({ cause, ...values }, word) => ({
      detail: keys(values),
      fix: cause ? word(cause) : 'Versuchen Sie es noch einmal.',
    }),
    no_backups: () => ({ detail: 'noch keine; Patchbay erstellt beim Beenden eine' }),
    backup_failed: ({ cause }, word) => ({
      detail: `Die letzte ist fehlgeschlagen: ${word(cause)}`,
      fix: 'Geben Sie Speicherplatz frei oder sehen Sie unter „Unversehrtheit“ nach.',
    }),
    backups: (values) => ({ detail: backups(values) }),
    backups_doubtful: (values) => ({
      detail: backups(values),
      fix: 'Verlassen Sie sich nicht auf diese Sicherungen; patchbay backup list nennt sie. Eine eigene Sicherungsdatei (patchbay backup create) braucht keinen Schlüsselbund.',
    }),
    backups_old: (values) => ({
      detail: backups(values),
      fix: 'Starten und beenden Sie Patchbay noch einmal. Wenn sich etwas geändert hat, entsteht dabei eine Sicherung.',
    }),
    set_aside: ({ count, path }) => ({
      detail: `${number(count)} in ${path}`,
      fix: 'Löschen Sie, was Sie nicht mehr brauchen. Darin sind verschlüsselte Geheimnisse.',
    }),
    unreadable: ({ cause }, word) => ({
      detail: word(cause),
      fix: STORE_FIXES[cause.reason ?? ''] ?? 'Sehen Sie nach, was dort liegt.',
    }),
    no_access: ({ cause }, word) => ({
      detail: word(cause),
      fix: 'Führen Sie die Diagnose unter dem Konto aus, dem die Daten gehören.',
    }),
    room: ({ bytes }) => ({ detail: size(bytes) }),
    little_room: ({ bytes, needed }) => ({
      detail: size(bytes),
      fix: `Halten Sie mindestens ${size(needed)} für Sicherungen frei.`,
    }),
  },
}
