import type { signInText as english } from '../../en/services/sign-in.ts'
import { signInReasonsText } from '../reasons/sign-in.ts'
import { testReasonsText } from '../../../../shared/reasons/de/tests.ts'
import { moment } from '../../formats.ts'

const sentences: Record<string, unknown> = { ...testReasonsText, ...signInReasonsText }

/** Texts about signing in to the service of a connector; part of the dialogs, which are loaded later. */
export const signInText: typeof english = {
  title: (service) => `Mit ${service} anmelden`,
  dialogTitle: (name) => `Für „${name}“ anmelden`,
  body: 'Ihr Browser öffnet sich. Dort wählen Sie das Konto, und Patchbay erhält die Tokens.',
  start: 'Anmelden',
  again: 'Erneut anmelden',
  onDevice: 'Code auf einem anderen Gerät verwenden',
  register: 'Tragen Sie zuerst diese Weiterleitungsadresse in Ihrer App beim Dienst ein:',
  copyAddress: 'Weiterleitungsadresse kopieren',
  waiting: 'Warten auf Sie im Browser',
  waitingBody: 'Melden Sie sich auf der geöffneten Seite an. Danach macht Patchbay sofort weiter.',
  openPage: 'Seite öffnen',
  code: 'Geben Sie dort diesen Code ein:',
  copyCode: 'Code kopieren',
  cancel: 'Anmeldung abbrechen',
  done: (account) => (account === null ? 'Angemeldet' : `Angemeldet als ${account}`),
  renewed: 'Patchbay erneuert den Zugriff, bevor er endet.',
  until: (instant) => `Der Zugriff endet am ${moment(instant)}.`,
  onSave: 'Die Tokens werden beim Speichern abgelegt.',
  failed: 'Nicht angemeldet',
  goTo: (label) => `Gehe zu: ${label}`,
  noApp: (service) => `Keine App bei ${service} registriert?`,
  paste: 'Stattdessen ein Token einfügen',
  reason: (reason, values) => `${(sentences[reason] as (input: unknown) => string)(values)}.`,
}
