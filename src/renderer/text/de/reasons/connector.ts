import type { connectorReasons } from '../../../../shared/reasons/connector-reasons.ts'
import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import { referenceProblem } from '../../../../shared/reasons/de/references.ts'

/** Why a connector is not what a call takes it for. */
export const connectorErrors: SentencesOf<typeof connectorReasons> = {
  no_connector: () => 'Diesen Connector gibt es in diesem Workspace nicht',
  no_tag: ({ tag }) => `Kein Connector in diesem Workspace hat das Schlagwort „${tag}“`,
  no_view: () => 'Diese gespeicherte Ansicht gibt es in diesem Workspace nicht',
  connector_name_taken: ({ name }) => `Ein Connector namens „${name}“ existiert bereits`,
  no_kept_config: () => 'Die Aktivität enthält dort keine Konfiguration dieses Connectors',
  secrets_without_place: ({ paths }) =>
    `Diese Konfiguration hat keinen Platz für gesetzte Geheimnisse: ${paths.join(', ')}. Konfigurieren Sie den Connector, um sie zu ändern`,
  no_connection_test: ({ name }) => `Der Katalogeintrag ${name} gibt nicht an, wie seine Connectors getestet werden`,
  tests_running: () =>
    'Die Connectors dieses Workspace werden schon getestet. Warten Sie das Ende ab oder brechen Sie die Tests ab',
  secret_reference: referenceProblem,
  reference_elsewhere: () =>
    'Ein Verweis wird in einem Fenster des Desktop-Programms bestätigt oder mit `patchbay connector confirm-reference`',
  reference_changed: () => 'Dieses Geheimnis hat inzwischen einen anderen Verweis. Sehen Sie ihn sich noch einmal an',
  no_oauth: ({ name }) => `Der Katalogeintrag ${name} gibt nicht an, wie man sich anmeldet`,
  no_sign_in: () => 'Diese Anmeldung ist nicht mehr da. Melden Sie sich erneut an',
  changed: ({ name }) => `„${name}“ wurde von jemand anderem geändert`,
}
