import type { backupReasons } from '../../../../shared/reasons/backup-reasons.ts'
import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import { number } from '../../formats.ts'

/** Why a backup of workspaces is not made, opened or restored. */
export const backupErrors: SentencesOf<typeof backupReasons> = {
  foreign_backup: () => 'Diese Datei ist keine Sicherung von Patchbay',
  no_passphrase_file_backup: () =>
    'Diese Datei ist keine Sicherung von Patchbay: Sie ist nicht allein durch eine Passphrase geschützt',
  work_too_high_backup: () =>
    'Diese Datei verlangt mehr Rechenarbeit als jede Sicherung von Patchbay und wurde daher nicht geöffnet',
  damaged_backup: () => 'Diese Sicherung ist beschädigt. Es wurde nichts wiederhergestellt',
  newer_backup: () =>
    'Diese Sicherung stammt von einem neueren Patchbay; aktualisieren Sie dieses, um sie wiederherzustellen',
  large_backup: ({ limit }) => `Eine Sicherung darf höchstens ${number(limit)} MiB groß sein`,
  same_target: () =>
    'Zwei Workspaces einer Sicherung können nicht gleichzeitig in denselben wiederhergestellt werden. Stellen Sie sie nacheinander wieder her',
  no_workspace_in_backup: () => 'Diesen Workspace gibt es in dieser Sicherung nicht',
  no_upload: () => 'Diesen Upload gibt es nicht. Laden Sie die Sicherung noch einmal hoch',
  upload_complete: () => 'Dieser Upload ist abgeschlossen. Beginnen Sie einen neuen',
  backup_not_open: () => 'Öffnen Sie die Sicherung zuerst mit ihrer Passphrase',
  entries_missing: ({ keys }) =>
    `Es wurde nichts wiederhergestellt, weil im Katalog ${keys.length === 1 ? 'der Eintrag' : 'die Einträge'} ${keys.join(', ')} ${keys.length === 1 ? 'fehlt' : 'fehlen'}. Importieren Sie ${keys.length === 1 ? 'ihn' : 'sie'} zuerst`,
  changed_during_restore: () =>
    'Die Connectors haben sich während der Wiederherstellung geändert. Es wurde nichts wiederhergestellt. Versuchen Sie es noch einmal',
  cancelled: () => 'Abgebrochen; es wurde nichts geändert',
}
