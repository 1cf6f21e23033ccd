import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import type { hostReasons } from '../../../../shared/reasons/host-reasons.ts'
import { number } from '../../formats.ts'
import { plural } from '../words.ts'

/** Why a way in refuses a request before it is a call, or does not start. */
export const hostErrors: SentencesOf<typeof hostReasons> = {
  other_starter: () => 'Patchbay antwortet nur dem Konto, das es gestartet hat',
  other_address: () => 'Diese Adresse wird hier nicht bedient',
  other_origin: () => 'Anfragen von einem anderen Ursprung werden abgewiesen',
  other_site: () => 'Anfragen von einer anderen Website werden abgewiesen',
  other_page: () => 'Nur die Seiten von Patchbay dürfen dies aufrufen',
  signed_out: () =>
    'Diese Seite oder dieses Skript ist nicht angemeldet; `patchbay open` öffnet eine angemeldete Seite und gibt eine URL aus, die einmal anmeldet',
  used_url: () =>
    'Diese einmalige URL wurde schon verwendet, ist zu alt oder ungültig; `patchbay open` erzeugt eine neue',
  many_requests: ({ seconds }) =>
    `Zu viele Anfragen auf einmal; fragen Sie in ${plural(seconds, 'Sekunde', 'Sekunden')} noch einmal an`,
  many_streams: ({ most }) => `${number(most)} Programme warten schon auf Änderungen; beenden Sie eines davon`,
  changed_since: ({ name }) =>
    `„${name}“ wurde seit dem Lesen geändert. Sehen Sie sich \`changes\` an, lesen Sie noch einmal und wiederholen Sie die Änderung`,
  large_request: () => 'Eine Anfrage darf höchstens 1 MiB groß sein',
  bad_body: () => 'Der Inhalt muss ein JSON-Objekt sein',
  no_procedure_name: () => 'Ein Aufruf muss seine Prozedur nennen',
  no_page: ({ path }) => `Unter ${path} gibt es nichts`,
  other_method: ({ method, path, methods }) => `${path} nimmt ${method} nicht an. Verwenden Sie ${methods.join(', ')}`,
  port_in_use: ({ port }) => `Port ${port} ist belegt; geben Sie einen anderen mit --port an`,
  not_built: () => 'Die Seiten sind nicht gebaut; `npm run build` baut sie',

  still_ending: () => 'Patchbay wird noch beendet. Starten Sie es gleich noch einmal.',
  no_lock: () =>
    'Es kann nicht vermerken, dass es läuft. Prüfen Sie das Verzeichnis für temporäre Dateien und das Laufwerk.',
  no_sandbox: () =>
    'Dieses System erlaubt die Sandbox nicht, die das Fenster abschirmt. Installieren Sie das .deb-Paket oder erlauben Sie User Namespaces für diese Datei.',
  not_a_file: () => 'Es ist keine Datei',
  unreadable_handed_file: () => 'Sie ist nicht lesbar',
}
