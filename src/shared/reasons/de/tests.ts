import type { TestSentences } from '../test-reasons.ts'
import { certificateProblems } from './certificates.ts'
import { referenceProblem } from './references.ts'

const list = (words: readonly string[]) => new Intl.ListFormat('de', { type: 'conjunction' }).format(words)

const plural = (count: number, one: string, many: string) => `${count.toLocaleString('de')} ${count === 1 ? one : many}`

/** After "in" or "innerhalb von": minutes where there are two or more. */
const wait = (seconds: number) =>
  seconds >= 120
    ? plural(Math.ceil(seconds / 60), 'Minute', 'Minuten')
    : plural(Math.max(1, Math.ceil(seconds)), 'Sekunde', 'Sekunden')

/** Why a connection test fails, by reason: what the screens show in German, and what is searched in German. */
export const testReasonsText: TestSentences = {
  no_address: () => 'Geben Sie die Adresse des Dienstes ein: Aus dieser kann der Test keine bilden',
  not_https: ({ host }) =>
    `Beginnen Sie die Adresse von ${host} mit https://, damit unterwegs niemand die Geheimnisse lesen kann`,
  private_address: ({ host }) =>
    `${host} führt in ein privates Netz. Das darf nur eine Adresse, die im Connector eingegeben ist`,
  no_secret: () => 'Geben Sie dieses Geheimnis ein: Der Test braucht es',
  unreadable_secret: () => 'Geben Sie dieses Geheimnis neu ein: Das gespeicherte ist nicht lesbar',
  secret_reference: referenceProblem,
  unsendable_secret: () =>
    'Geben Sie dieses Geheimnis neu ein: Es enthält Zeichen, die eine Anfrage nicht aufnehmen kann',

  sign_in_again: ({ service }) => `${service} nimmt die letzte Anmeldung nicht mehr an. Melden Sie sich erneut an`,
  not_renewed: ({ service }) =>
    `${service} hat kein neues Zugriffstoken ausgestellt. Prüfen Sie Client-ID und Client-Secret oder melden Sie sich erneut an`,

  no_such_host: ({ host }) => `Es gibt keinen Host namens ${host}. Prüfen Sie die Adresse`,
  no_name_service: ({ host }) =>
    `Der Name ${host} konnte nicht aufgelöst werden. Prüfen Sie, ob dieser Computer online ist, und versuchen Sie es noch einmal`,
  refused: ({ host }) => `Unter ${host} antwortet nichts. Prüfen Sie Adresse und Port oder ob der Dienst läuft`,
  unreachable: ({ host }) =>
    `Von hier führt kein Weg zu ${host}. Prüfen Sie das Netzwerk oder ein VPN, das nötig sein kann`,
  closed: ({ host }) =>
    `${host} hat die Verbindung ohne Antwort geschlossen. Versuchen Sie es noch einmal oder prüfen Sie den Port`,
  timeout: ({ host, seconds }) =>
    `${host} hat ${seconds > 0 ? `innerhalb von ${plural(seconds, 'Sekunde', 'Sekunden')}` : 'rechtzeitig'} nicht geantwortet. Versuchen Sie es später noch einmal`,
  not_http: ({ host }) => `Was unter ${host} antwortet, ist kein Webserver. Prüfen Sie Adresse und Port`,

  tls_expired: ({ host }) => `Das Zertifikat von ${host} ist abgelaufen. Der dortige Administrator muss es erneuern`,
  tls_not_yet: ({ host }) =>
    `Das Zertifikat von ${host} ist noch nicht gültig. Prüfen Sie die Uhr dieses Computers oder fragen Sie den dortigen Administrator`,
  tls_self_signed: ({ host }) =>
    `${host} signiert sein Zertifikat selbst. Wenn der Host Ihnen gehört, wählen Sie unter „Netzwerk“ eine Datei mit diesem Zertifikat aus`,
  tls_unknown_issuer: ({ host }) =>
    `Das Zertifikat von ${host} stammt von einem Aussteller, der hier nicht bekannt ist. Wenn der Host Ihnen gehört, wählen Sie unter „Netzwerk“ eine Datei mit dem Zertifikat des Ausstellers aus`,
  tls_wrong_name: ({ host, names }) =>
    `Das Zertifikat von ${host} gilt für ${names.length === 0 ? 'einen anderen Namen' : list(names)}. Prüfen Sie die Adresse`,
  tls_failed: ({ host }) => `Zu ${host} kam keine sichere Verbindung zustande. Prüfen Sie, ob der Port https spricht`,
  bad_ca_file: ({ file, problem }) =>
    `Die Datei mit zusätzlichen Zertifikaten ${file} ${certificateProblems[problem]}. Wählen Sie unter „Netzwerk“ eine andere oder entfernen Sie sie dort`,
  bad_proxy: ({ proxy }) =>
    `Der Proxy ${proxy} ist kein HTTP-Proxy, und Patchbay verwendet keinen anderen. Tragen Sie unter „Netzwerk“ einen als http://HOST:PORT ein`,
  proxy_unreachable: ({ proxy }) => `Der Proxy ${proxy} antwortet nicht. Prüfen Sie ihn unter „Netzwerk“`,
  proxy_refused: ({ proxy, status }) =>
    status === 407
      ? `Der Proxy ${proxy} verlangt Benutzer und Passwort. Starten Sie Patchbay mit beiden in PATCHBAY_PROXY, vor einem @ in der Adresse`
      : `Der Proxy ${proxy} verbindet nicht mit diesem Host (Status ${status}). Fragen Sie den dortigen Administrator`,

  redirect: ({ host, address }) =>
    `${host} leitet zu ${address} weiter, wohin keine Geheimnisse gesendet werden. Geben Sie diese Adresse ein, wenn sie der Dienst ist`,
  many_redirects: ({ host }) => `${host} leitet im Kreis weiter. Prüfen Sie die Adresse`,
  unauthorized: ({ host }) => `${host} nimmt die Geheimnisse nicht an. Prüfen Sie sie oder geben Sie neue ein`,
  forbidden: ({ host }) => `${host} kennt die Geheimnisse, erlaubt dies aber nicht. Prüfen Sie, was sie dort dürfen`,
  not_found: ({ host }) => `Unter ${host} wurde der Dienst nicht gefunden. Prüfen Sie die Adresse`,
  rate_limited: ({ host, seconds }) =>
    `${host} nimmt zurzeit keine weiteren Anfragen an. Versuchen Sie es ${seconds > 0 ? `in ${wait(seconds)}` : 'später'} noch einmal`,
  server_error: ({ host, status }) =>
    `${host} hat selbst einen Fehler (Status ${status}). Versuchen Sie es später noch einmal`,
  other_status: ({ host, status }) => `${host} hat eine Antwort gegeben, die der Test nicht kennt (Status ${status})`,
  web_page: ({ host }) =>
    `${host} antwortet mit einer Webseite, wie es Server tun, die jede unbekannte Adresse auf ihre Startseite leiten. Prüfen Sie die Adresse oder ob die API dort abgeschaltet ist`,
  not_json: ({ host }) => `${host} antwortet mit etwas anderem als JSON. Prüfen Sie die Adresse`,
  large_answer: ({ host }) => `${host} antwortet mit mehr, als ein Test annimmt. Prüfen Sie die Adresse`,
  other_service: ({ host }) =>
    `Unter ${host} antwortet ein anderer Dienst: Er nennt kein Konto. Prüfen Sie die Adresse`,
  other_account: ({ name, expected }) =>
    `Die Geheimnisse gehören zu ${name}, nicht zu ${expected}. Geben Sie die von ${expected} ein oder korrigieren Sie den Namen`,
}
