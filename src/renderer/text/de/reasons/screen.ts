import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import type { screenReasons } from '../../../../shared/reasons/screen-reasons.ts'

/** What a screen itself finds, before or in place of an answer of the program. */
export const screenErrors: SentencesOf<typeof screenReasons> = {
  host_gone: () => 'Patchbay antwortet nicht',
  session_ended: () =>
    'Diese Sitzung ist beendet. Führen Sie `patchbay open` noch einmal aus. Sobald sich die Seite geöffnet hat, funktioniert auch diese wieder und behält Ihre Eingaben.',
  deep_input: () => 'Die Eingabe ist zu tief verschachtelt. Verwenden Sie weniger Ebenen.',
  unreadable_answer: () => 'Die Antwort von Patchbay konnte nicht gelesen werden. Versuchen Sie es noch einmal.',
  unexpected_on_screen: () => 'Ein unerwarteter Fehler ist aufgetreten. Versuchen Sie es noch einmal.',
  unreadable_file: () =>
    'Die Datei konnte nicht gelesen werden. Falls sie verschoben oder geändert wurde, wählen Sie sie noch einmal aus.',
  unreadable_catalog_file: () => 'Sie konnte nicht gelesen werden. Wählen Sie eine Datei, keinen Ordner.',
  stopped: () => 'Angehalten. Es wurde nichts geändert.',
}
