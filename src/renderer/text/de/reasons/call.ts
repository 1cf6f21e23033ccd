import type { callReasons } from '../../../../shared/reasons/call-reasons.ts'
import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import { dayText } from '../../formats.ts'
import { certificateProblems } from '../../../../shared/reasons/de/certificates.ts'

const ROLES = { owner: 'Eigentümer', admin: 'Eigentümer und Admins', member: 'Mitglieder' }

const INPUT_PROBLEMS = {
  too_large: 'ist zu groß',
  too_deep: 'ist zu tief verschachtelt',
  too_many_values: 'hat zu viele Werte',
  forbidden_name: 'hat eine Eigenschaft namens __proto__',
  not_json: 'ist kein einfaches JSON',
}

/** Why a call is not answered, whatever it asks for. */
export const callErrors: SentencesOf<typeof callReasons> = {
  input: () => 'Einige Felder müssen korrigiert werden',
  bad_input: ({ why }) => `Die Eingabe ${INPUT_PROBLEMS[why]}`,
  long_numbers: () => 'Eine Zahl hat mehr Stellen, als genau gespeichert werden können',
  workspace_needed: () => 'Geben Sie einen Workspace an',
  unknown_procedure: ({ name }) => `Es gibt keine Prozedur namens ${name}`,
  workspace_archived: () =>
    'Dieser Workspace ist archiviert und kann nur gelesen werden. Holen Sie ihn aus dem Archiv, um ihn zu ändern',
  name_needed: ({ name }) =>
    `Der Workspace „${name}“ ist als Produktion gekennzeichnet. Geben Sie dafür seinen Namen als workspaceName an`,
  no_workspace: () => 'Diesen Workspace gibt es nicht',
  role_needed: ({ role }) => `Das können nur ${ROLES[role]} eines Workspace`,
  no_token_may: () =>
    'Ein Programm mit einem Token kann das nicht; nur eine Person kann es, in einem Fenster, im Browser oder auf der Befehlszeile',
  token_only_reads: ({ name }) =>
    `Das Token „${name}“ darf nur lesen. Erstellen Sie eines, das schreiben darf: \`patchbay token create NAME --scope write\``,
  token_of_workspaces: ({ name }) =>
    `Das Token „${name}“ gilt nur für einige Workspaces, und diese Antwort kommt aus allen`,
  unknown_token: () =>
    'Dieses Token ist unbekannt oder wurde widerrufen. Erstellen Sie ein anderes mit `patchbay token create NAME`',
  token_expired: ({ name, expiresOn }) =>
    `Das Token „${name}“ galt bis ${dayText(expiresOn)}. Erstellen Sie ein anderes mit \`patchbay token create NAME\``,
  no_token: () => 'Ein solches Token haben Sie nicht',
  token_name_taken: ({ name }) => `Sie haben schon ein Token namens „${name}“`,
  founder_only: () => 'Das kann nur die Person, die das Datenverzeichnis angelegt hat',
  desktop_only: () => 'Das kann nur ein Fenster des Desktop-Programms',
  no_files: () => 'Hier können keine Dateien geschrieben werden',
  path_from_elsewhere: () =>
    'Der Pfad einer solchen Datei wird in einem Fenster des Desktop-Programms gewählt oder mit `patchbay targets keep --out FILE`',
  settings_elsewhere: () =>
    'Das Netzwerk wird in einem Fenster des Desktop-Programms eingestellt oder mit `patchbay settings network` auf diesem Computer',
  ca_file_refused: ({ file, problem }) =>
    `${file} ${certificateProblems[problem]}. Wählen Sie eine PEM-Datei mit mindestens einem Zertifikat`,
  bad_uses_file: ({ file }) =>
    `${file} sagt nicht, wofür Ziele verwendet werden. Schreiben Sie {"source": "Broadcaster", "targets": [{"id": "…", "uses": ["…"]}]}`,
  target_file_taken: ({ file }) => `${file} wird schon aktuell gehalten; wählen Sie einen anderen Pfad`,
  no_target_file: () => 'Eine solche Datei gibt es in diesem Workspace nicht',
  no_envelope: ({ format }) => `Zusatzangaben gibt es nur in json und yaml, nicht in ${format}`,
  program_closed: () => 'Patchbay ist beendet; starten Sie es neu',
  work_running: () => 'Andere Arbeit läuft noch. Versuchen Sie es noch einmal',
  restoring: () => 'Die Datenbank wird gerade ersetzt. Versuchen Sie es gleich noch einmal',
  unexpected: () => 'Etwas ist schiefgegangen; es wurde nichts geändert',

  no_activity: () => 'Einen solchen Eintrag gibt es in der Aktivität dieses Workspace nicht',

  workspace_name_taken: ({ name }) => `Ein Workspace namens „${name}“ existiert bereits`,
}
