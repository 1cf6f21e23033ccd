import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import type { requestReasons } from '../../../../shared/reasons/request-reasons.ts'
import { dayText } from '../../formats.ts'
import { instant } from '../words.ts'

const AGAIN = 'Fragen Sie mit einer neuen Seite noch einmal'

/** Why nobody can be asked for a secret, or an answer is not taken. */
export const requestErrors: SentencesOf<typeof requestReasons> = {
  no_request: () => 'Diese Anfrage nach einem Geheimnis gibt es in diesem Workspace nicht',
  nothing_to_ask: ({ name }) => `Der Katalogeintrag von „${name}“ hat nichts, wonach Sie jemanden fragen könnten`,
  not_to_ask: ({ path, paths }) => `Nach ${path} kann niemand gefragt werden. Fragen Sie nach ${paths.join(', ')}`,
  answer_damaged: () =>
    'Das ist keine vollständige Antwort auf eine Anfrage nach einem Geheimnis. Wählen Sie die Datei, die die Seite gespeichert hat, oder bitten Sie noch einmal darum',
  answer_other_key: () =>
    `Diese Antwort öffnet sich nicht mit dem Schlüssel ihrer Anfrage: Sie wurde verändert oder stammt nicht von ihrer Seite. ${AGAIN}`,
  answer_newer: () =>
    'Diese Antwort stammt von der Seite einer neueren Version von Patchbay. Aktualisieren Sie Patchbay, um sie zu übernehmen',
  answer_unknown: () =>
    'Diese Antwort gehört zu einer Anfrage, die dieser Workspace nicht hat. Öffnen Sie sie in dem Workspace, der gefragt hat, oder fragen Sie noch einmal',
  answer_used: ({ at }) =>
    `Diese Anfrage hat ihre Antwort schon erhalten (${instant(at)}) und nimmt keine weitere an. ${AGAIN}`,
  request_revoked: ({ at }) => `Diese Anfrage wurde widerrufen (${instant(at)}). ${AGAIN}`,
  request_ended: ({ until }) => `Diese Anfrage endete am ${dayText(until)}. ${AGAIN}`,
  answer_in_trash: ({ name }) =>
    `„${name}“ ist im Papierkorb. Stellen Sie den Connector wieder her, und öffnen Sie die Antwort dann noch einmal`,
  answer_other_fields: ({ paths }) =>
    `Diese Antwort hat andere Felder als ${paths.join(', ')}, wonach gefragt wurde. ${AGAIN}`,
}
