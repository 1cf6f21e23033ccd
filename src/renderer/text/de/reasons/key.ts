import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import type { keyReasons } from '../../../../shared/reasons/key-reasons.ts'

type Sentences = SentencesOf<typeof keyReasons>
type KeyValues = Parameters<Sentences['lost']>[0]

/** In the order in which they cost least. */
const ways = ({ passphrase }: KeyValues) =>
  `Versuchen Sie es noch einmal, ${passphrase === 'opens' ? 'geben Sie die Wiederherstellungspassphrase ein, ' : ''}stellen Sie eine Sicherung wieder her oder geben Sie die Geheimnisse neu ein.`

const PASSPHRASE = {
  opens: ' Oder geben Sie die Wiederherstellungspassphrase ein.',
  protects: ' Oder schützen Sie den Workspace mit einer Passphrase.',
  protects_person: ' Oder schützen Sie Ihren eigenen Schlüssel mit einer Passphrase.',
  none: '',
}

/** A key that a passphrase would replace, which the end of its sentence says. */
const unopened = (sentence: (values: KeyValues) => string) => (values: KeyValues) =>
  `${sentence(values)}${PASSPHRASE[values.passphrase]}`

/** A key whose ways out include the passphrase that opens it. */
const unusable = (sentence: (values: KeyValues) => string) => (values: KeyValues) => {
  const end = values.passphrase === 'opens' ? '' : PASSPHRASE[values.passphrase]
  return `${sentence(values)} ${ways(values)}${end}`
}

/** A locked workspace does not open from its keychain where it has a passphrase. */
const wayIn = ({ passphrase }: KeyValues) =>
  passphrase === 'opens'
    ? 'Geben Sie seine Wiederherstellungspassphrase ein, um ihn zu öffnen.'
    : 'Öffnen Sie seinen Schlüssel, um fortzufahren.'

const CRYPTO_WORK = {
  backup: 'Diese Sicherung konnte nicht gelesen werden',
  passphrase: 'Die Passphrase wurde nicht ausprobiert',
}

const OPENS = {
  workspace: 'diesen Workspace',
  backup: 'diese Sicherung',
  person: 'Ihren eigenen Schlüssel',
  invitation: 'diese Einladung',
}

/** Why a key cannot be used, or cannot be changed. */
export const keyErrors: Sentences = {
  locked: unopened(
    ({ keychain }) =>
      `${keychain} ist gesperrt. Entsperren Sie den Schlüsselbund und versuchen Sie es dann noch einmal.`,
  ),
  no_keyring: unopened(
    ({ keychain }) =>
      `${keychain} hat keinen offenen Schlüsselbund. Legen Sie den Anmelde-Schlüsselbund an oder entsperren Sie ihn und versuchen Sie es dann noch einmal.`,
  ),
  locked_by_hand: (values) => `Dieser Workspace ist gesperrt. ${wayIn(values)}`,
  locked_unused: (values) => `Dieser Workspace wurde nach einiger Zeit ohne Nutzung gesperrt. ${wayIn(values)}`,
  passphrase_needed: unopened(
    () => 'Dieser Workspace ist durch eine Passphrase geschützt. Geben Sie sie ein, um ihn zu öffnen.',
  ),
  no_dbus: unopened(
    ({ keychain }) =>
      `${keychain} ist nicht erreichbar, weil keine D-Bus-Sitzung läuft. Starten Sie Patchbay aus einer Desktop-Sitzung oder mit dbus-run-session.`,
  ),
  no_service: unopened(
    ({ keychain }) =>
      `Kein Programm stellt ${keychain} bereit. Installieren und starten Sie gnome-keyring, KWallet oder KeePassXC und versuchen Sie es dann noch einmal.`,
  ),
  service_stopped: unopened(
    ({ keychain }) => `${keychain} wurde beendet, bevor eine Antwort kam. Versuchen Sie es noch einmal.`,
  ),
  service_restarted: unopened(
    ({ keychain }) =>
      `${keychain} wurde neu gestartet, nachdem Patchbay sich verbunden hatte. Starten Sie Patchbay neu.`,
  ),
  timeout: unopened(
    ({ keychain }) =>
      `${keychain} hat nicht geantwortet. Falls dort eine Frage wartet, beantworten Sie sie und versuchen Sie es dann noch einmal. Falls es hängt, starten Sie es neu.`,
  ),
  not_answered: unopened(
    ({ keychain }) =>
      `Eine Frage von ${keychain} blieb unbeantwortet. Versuchen Sie es noch einmal und antworten Sie dort.`,
  ),
  no_session: unopened(
    ({ keychain }) =>
      `${keychain} hat keine Sitzung geöffnet. KWallet braucht den OpenSSL-Teil von QCA. Installieren Sie ihn, melden Sie sich neu an und versuchen Sie es dann noch einmal.`,
  ),
  not_kept: unopened(
    ({ keychain }) =>
      `${keychain} hat nicht behalten, was Patchbay dort abgelegt hat. Prüfen Sie die Einstellungen und versuchen Sie es dann noch einmal.`,
  ),
  module_missing: unopened(
    ({ keychain }) =>
      `Das Modul für ${keychain} lässt sich nicht laden. Unter Linux braucht es libsecret (Debian: libsecret-1-0); installieren Sie sonst Patchbay neu.`,
  ),
  no_keychain: unopened(
    ({ keychain }) =>
      `${keychain} ist für dieses Konto nicht eingerichtet. Holen Sie das nach und versuchen Sie es dann noch einmal.`,
  ),
  unknown: ({ keychain, passphrase, words }) => {
    const why = words === '' ? ' aus unbekanntem Grund abgelehnt' : ` abgelehnt: „${words}“`
    return `${keychain} hat${why}. Prüfen Sie, ob es in anderen Programmen funktioniert, und versuchen Sie es dann noch einmal.${PASSPHRASE[passphrase]}`
  },
  denied: unopened(
    ({ keychain }) =>
      `${keychain} hat den Zugriff verweigert. Erlauben Sie ihn dort für Patchbay und versuchen Sie es dann noch einmal.`,
  ),
  lost: unusable(({ keychain }) => `${keychain} hat keinen Schlüssel für diesen Workspace.`),
  no_key: unopened(
    () =>
      'Dieser Workspace hat keinen Schlüssel. Stellen Sie eine Sicherung wieder her oder geben Sie die Geheimnisse neu ein.',
  ),
  wrong_key: unusable(({ keychain }) => `Der Schlüssel in ${keychain} gehört nicht zu diesem Workspace.`),
  damaged_entry: unusable(({ keychain }) => `Der Eintrag dieses Workspace in ${keychain} ist beschädigt.`),

  no_person_key: unopened(
    () => 'Sie haben noch keinen eigenen Schlüssel. Zeigen Sie Ihre Identität an, dann wird einer angelegt.',
  ),
  person_passphrase_needed: unopened(
    () =>
      'Ihr eigener Schlüssel ist durch eine Passphrase geschützt. Geben Sie sie ein, um zu öffnen, was Ihr Schlüssel öffnet.',
  ),
  person_key_lost: unopened(
    ({ keychain }) =>
      `${keychain} hat Ihren eigenen Schlüssel nicht. Zeigen Sie Ihre Identität an, dann wird ein neuer angelegt.`,
  ),

  closed: () => 'Der Schlüssel dieses Workspace ist geschlossen. Öffnen Sie ihn und versuchen Sie es noch einmal.',
  row_tampered: () => 'Ein Geheimnis dieses Connectors ist nicht lesbar. Geben Sie es neu ein.',
  old_key_missing: () => 'Ein Geheimnis dieses Connectors ist nicht lesbar. Geben Sie es neu ein.',

  weak_passphrase: () => 'Die Passphrase ist zu leicht zu erraten',
  wrong_passphrase: ({ opens }) => `Die Passphrase öffnet ${OPENS[opens]} nicht`,
  proof_needed: () => 'Geheimnisse würden in eine Datei geschrieben. Bestätigen Sie, dass Sie es sind',
  not_confirmed: () => 'Es wurde nichts geschrieben, weil nicht bestätigt wurde, dass Sie es sind',
  stays_locked: () => 'Der Workspace bleibt gesperrt, weil nicht bestätigt wurde, dass Sie es sind',
  key_exists: () => 'Dieser Workspace hat einen Schlüssel',
  key_not_lost: () =>
    'Der Schlüssel dieses Workspace ist nicht verloren. Bei einem Neubeginn gingen die Geheimnisse verloren',
  rotation_running: () => 'Der Schlüssel dieses Workspace wird schon gewechselt',
  rotated: () => 'Der Schlüssel dieses Workspace wurde gewechselt. Legen Sie die Passphrase noch einmal fest.',
  last_way_in: () => 'Die Passphrase ist der einzige Weg, diesen Workspace zu öffnen',
  algorithm_missing: ({ work, error }) =>
    `${CRYPTO_WORK[work]}: Der Verschlüsselung dieses Systems fehlt ein nötiges Verfahren (${error})`,
  crypto_failed: ({ work, error }) =>
    `${CRYPTO_WORK[work]}: Die Verschlüsselung dieses Systems ist fehlgeschlagen (${error}); geben Sie Speicher frei und versuchen Sie es noch einmal`,
}
