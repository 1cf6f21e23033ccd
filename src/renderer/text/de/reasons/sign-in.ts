import type { signInReasons as english } from '../../../../shared/reasons/sign-in-reasons.ts'
import { plural } from '../words.ts'
import { errorsText } from './errors.ts'

/** Why an error kept the tokens from being stored; one of a newer program has its English words. */
function failureOf(values: { why: string; failure: string }): string {
  const sentence = (errorsText as Record<string, unknown>)[values.failure] as ((values: object) => string) | undefined
  return (sentence?.(values) ?? values.why).replace(/\.$/, '')
}

/** Why a sign-in fails, by reason. */
export const signInReasonsText: typeof english = {
  no_client_id: () => 'Geben Sie die Client-ID der App ein, die beim Dienst registriert ist',
  no_client_secret: () => 'Geben Sie das Client-Secret neu ein: Das gespeicherte ist nicht lesbar',
  bad_address: () => 'Geben Sie die Adresse des Dienstes ein: Bei dieser kann sich niemand anmelden',
  no_device_flow: ({ service }) =>
    `${service} bietet keine Anmeldung mit einem Code an. Melden Sie sich mit dem Browser an`,
  port_taken: ({ port }) =>
    `Ein anderes Programm belegt Port ${port}, an den der Dienst zurückleitet. Beenden Sie dieses Programm und versuchen Sie es noch einmal`,
  denied: ({ service }) => `${service} durfte keinen Zugriff gewähren. Melden Sie sich erneut an und erlauben Sie es`,
  wrong_issuer: ({ service }) =>
    `Die Antwort kam von einem anderen Dienst als ${service}, daher wurde nichts gesendet. Melden Sie sich erneut an`,
  bad_metadata: ({ service }) =>
    `Die Angaben von ${service} zur Anmeldung sind nicht verwendbar. Prüfen Sie die Adresse oder fragen Sie den dortigen Administrator`,
  bad_answer: ({ service }) =>
    `${service} hat mit etwas geantwortet, das kein Token ist. Versuchen Sie es später noch einmal`,
  wrong_client: ({ service }) =>
    `${service} nimmt Client-ID und Client-Secret nicht an. Prüfen Sie sie dort in den Einstellungen der App`,
  wrong_redirect: ({ service }) =>
    `${service} nimmt die Weiterleitungsadresse oder die angefragten Rechte nicht an. Prüfen Sie dort die Einstellungen der App`,
  not_accepted: ({ service }) => `${service} nimmt diese Anmeldung nicht mehr an. Melden Sie sich erneut an`,
  service_fault: ({ service, error }) =>
    `${service} hat mit einem Fehler geantwortet (${error}). Versuchen Sie es später noch einmal`,
  late: ({ minutes }) =>
    `Innerhalb von ${plural(minutes, 'Minute', 'Minuten')} hat sich niemand angemeldet. Melden Sie sich erneut an`,
  not_stored: (values) =>
    `Die Tokens konnten nicht gespeichert werden: ${failureOf(values)}. Beheben Sie das und melden Sie sich erneut an`,
  stopped: () => 'Die Anmeldung wurde durch eine Sperre oder eine andere Anmeldung beendet. Melden Sie sich erneut an',
}
