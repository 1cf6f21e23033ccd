import type { codeReasons } from '../../../../shared/reasons/code-reasons.ts'
import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import { createFaultWording } from '../../../../shared/files/fault-wording.ts'
import { fileFaultsText } from '../files/file-faults.ts'
import { number } from '../../formats.ts'
import { connectors, plural } from '../words.ts'
import { fieldErrorsText } from './field-errors.ts'

const faultMessage = createFaultWording(fileFaultsText, fieldErrorsText)

/** Why files are not made into a workspace. */
export const codeErrors: SentencesOf<typeof codeReasons> = {
  bad_code: ({ problems, more }) =>
    `Es wurde nichts geändert, weil die Dateien Fehler enthalten:\n${problems.map((fault) => `  ${faultMessage(fault)}`).join('\n')}${more > 0 ? `\n  und ${plural(more, 'weiterer', 'weitere')}` : ''}`,
  plan_stale: () =>
    'Connectors dieses Workspace haben sich geändert, seit der Plan gemacht wurde. Erstellen Sie einen neuen Plan',
  no_code_upload: () => 'Diese Dateien sind nicht mehr hier. Laden Sie sie noch einmal hoch',
  large_code: ({ limit }) => `Die Dateien sind zusammen größer als ${number(limit)} MB`,
  one_way_to_open: () => 'Geben Sie entweder Empfänger oder eine Passphrase an, die die Geheimnisse öffnen',
  confirm_apply: ({ count }) =>
    `Das ändert ${connectors(count)}. Wiederholen Sie den Befehl in einem Terminal oder mit --yes`,
  not_a_folder: ({ path }) => `${path} ist kein Ordner. Geben Sie einen anderen an`,
  unfinished_export: ({ path }) =>
    `Der letzte Export nach ${path} wurde nicht fertig, daher liegen dort Dateien von zweien. Wiederholen Sie den Export`,
  no_code_files: ({ path }) => `${path} enthält keine YAML-Datei, die einen Connector beschreibt`,
  nothing_described: () =>
    'Keine Datei beschreibt einen Connector, daher würden alle Connectors des Workspace gelöscht. Prüfen Sie die Dateien, oder löschen Sie Connectors einzeln',
  bad_auth_file: ({ file }) =>
    `${file} muss Geheimnisse nach Connector und Pfad enthalten, etwa {"Company blog": {"auth.access_token": "…"}}`,
  sealed_auth_file: ({ file }) =>
    `${file} ist verschlüsselt. Geben Sie die Datei mit der Passphrase mit --auth-passphrase-file an, oder entschlüsseln Sie sie mit age und geben Sie - an`,
}
