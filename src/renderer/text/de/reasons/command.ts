import type { commandReasons } from '../../../../shared/reasons/command-reasons.ts'
import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import { connectors, megabytes } from '../words.ts'

const orSimilar = ({ similar }: { similar: readonly string[] }) =>
  similar.length === 0 ? '' : `. Ähnliche Namen: ${similar.join(', ')}`

/** What the words of a command get wrong. The command line itself speaks English. */
export const commandErrors: SentencesOf<typeof commandReasons> = {
  usage: ({ words }) => words,
  command_failed: ({ words }) => words,
  take_or_refuse: () => 'Übernehmen Sie die Antwort mit --yes oder lehnen Sie sie mit --refuse ab',
  no_input_file: ({ file }) => `Es gibt keine Datei ${file}`,
  unreadable_input_file: ({ file }) => `Die Datei ${file} ist nicht lesbar`,
  bad_input_json: ({ file, line, column }) => `${file} ist kein gültiges JSON (Zeile ${line}, Spalte ${column})`,
  no_json_object: ({ file }) => `${file} muss ein JSON-Objekt enthalten`,
  not_a_regular_file: ({ file }) => `${file} ist keine gewöhnliche Datei; geben Sie eine andere an`,
  in_data_directory: ({ path }) =>
    `${path} gehört zum Datenverzeichnis, in dem Patchbay seine eigenen Dateien hat; geben Sie einen anderen Ort an`,
  directory_named: ({ file }) => `${file} ist ein Verzeichnis; geben Sie eine Datei an`,
  large_input_file: ({ file, size, limit }) =>
    `${file} ist ${megabytes(size)} groß; eine Datei darf ${megabytes(limit)} groß sein`,
  no_backup_file: ({ file }) =>
    `Es gibt keine Datei ${file}. Namen aus \`backup list\` enden auf .db; alles andere wird als Datei gelesen`,
  not_a_backup_file: ({ file }) => `${file} ist keine Datei`,
  bad_assignment: () => 'Schreiben Sie eine Einstellung als NAME=WERT, etwa --set site_url=https://example.com',
  secret_in_words: ({ path }) =>
    `${path} ist ein Geheimnis, und andere Programme können die Wörter eines Befehls lesen. Schreiben Sie es in eine Datei: --auth FILE`,
  file_in_the_way: ({ file }) =>
    `${file} gibt es schon. Geben Sie mit --out ein anderes Verzeichnis an oder ersetzen Sie die Datei mit --force`,
  no_entry_named: (values) => `Es gibt keinen Katalogeintrag ${values.name}${orSimilar(values)}`,
  one_standard_input: () => 'Nur --config oder --auth kann die Standardeingabe lesen',
  key_and_name_needed: () => 'Ein bloßes JSON-Schema braucht --key und --name',
  test_hours_unknown: () => 'Geben Sie eine Zeit in Stunden an: off, 1, 6 oder 24',
  idle_minutes_unknown: () => 'Geben Sie eine Zeit in Minuten an: off, 5, 15 oder 60',
  secret_value_needed: () =>
    'Geben Sie eine Datei mit dem neuen Wert an, --value-file FILE, oder wo er liegt, zum Beispiel --reference env:NAME',
  no_reference_there: ({ path }) => `Das Geheimnis ${path} hat keinen Verweis, der bestätigt werden kann`,
  passphrase_file_needed: () => 'Geben Sie eine Datei mit der Wiederherstellungspassphrase an: --passphrase-file FILE',
  backup_passphrase_needed: () =>
    'Geben Sie eine Datei mit der Passphrase der Sicherung an: --backup-passphrase-file FILE oder PATCHBAY_BACKUP_PASSPHRASE_FILE',
  confirm_start_over: ({ name }) =>
    `Ein Neubeginn verliert die Geheimnisse. Bestätigen Sie ihn mit --confirm "${name}"`,
  confirm_empty_trash: ({ name }) =>
    `Das löscht alles im Papierkorb endgültig. Bestätigen Sie es mit --confirm "${name}"`,
  confirm_delete_workspace: ({ name, connectors: count }) =>
    `Das legt den Workspace „${name}“ mit ${connectors(count)} in den Papierkorb. Bestätigen Sie es mit --yes`,
  confirm_forget_workspaces: () =>
    'Das löscht die Workspaces mit Connectors, Geheimnissen und Verlauf endgültig. Bestätigen Sie es mit --yes',
  production_unnamed: ({ name }) =>
    `Der Workspace „${name}“ ist als Produktion gekennzeichnet. Nennen Sie ihn dafür: --workspace "${name}"`,
  target_needed: ({ name }) =>
    `Einen Workspace „${name}“ gibt es schon. Stellen Sie mit --into "${name}" in ihm wieder her, oder mit einem anderen Namen dort in einem neuen`,
  one_target_for_several: () =>
    'Die Sicherung enthält mehrere Workspaces, daher kann --into nicht angeben, wohin sie kommen',
  connectors_or_all: () => 'Geben Sie Connectors an oder mit --all alle',
  connectors_needed: () => 'Geben Sie Connectors an oder mit --entry einen Katalogeintrag',
  several_workspaces: ({ names }) => `Geben Sie mit --workspace einen Ihrer Workspaces an: ${names.join(', ')}`,
  no_workspaces: () => 'Es gibt noch keinen Workspace. Legen Sie mit `patchbay workspace create NAME` einen an',
  other_account: ({ founder, person }) =>
    `Diese Daten gehören ${founder || 'anderen Personen'}, und keiner der Workspaces steht ${person} offen. Treten Sie ` +
    'einem mit einer Einladung bei (`patchbay person show` gibt die Identität aus, für die sie erstellt wird, ' +
    '`patchbay member join FILE` verwendet sie) oder mit seiner Wiederherstellungspassphrase (`patchbay member join ' +
    '--passphrase-file FILE`), oder stellen Sie mit `patchbay backup restore FILE` die Sicherung eines Workspace ' +
    'wieder her, was eine eigene Kopie anlegt',
  no_workspace_named: (values) => `Es gibt keinen Workspace namens „${values.name}“${orSimilar(values)}`,
  no_connector_named: (values) =>
    `In diesem Workspace gibt es keinen Connector namens „${values.name}“${orSimilar(values)}`,
  nobody_named: (values) => `In der Aktivität kommt niemand namens ${values.name} vor${orSimilar(values)}`,
  not_in_trash: ({ name }) => `Im Papierkorb gibt es keinen Connector namens „${name}“`,
  workspace_not_in_trash: ({ name }) => `Im Papierkorb liegt keiner Ihrer Workspaces namens „${name}“`,
  command_cancelled: () => 'Der Befehl wurde abgebrochen',
  old_node: ({ oldest, version }) =>
    `Patchbay braucht Node ${oldest} oder neuer, und dies ist Node ${version}. ` +
    'Im Projekt selbst verwendet `npm run -s patchbay --` das Node, das nötig ist',
  electron_ended: ({ status }) => `Electron wurde mit Code ${status} beendet`,
}
