import type { sharingText as english } from '../../en/files/sharing.ts'
import { number } from '../../formats.ts'
import { plural } from '../words.ts'

/** Words about a workspace that is shared through a git repository. */
export const sharingText: typeof english = {
  title: 'Teilen',
  notShared: 'Nicht geteilt',
  notSharedHint: 'Arbeiten Sie mit Personen an anderen Computern an diesem Workspace, über ein eigenes Git-Repository.',
  share: 'Teilen…',
  sync: 'Synchronisieren',
  stop: 'Teilen beenden…',
  stopTitle: 'Teilen hier beenden?',
  stopHint:
    'Der Workspace bleibt auf diesem Computer, wie er ist, und das Repository bleibt für die anderen, wie es ist.',
  stopped: 'Der Workspace wird hier nicht mehr geteilt',
  notStopped: 'Das Teilen wurde nicht beendet',
  notSynced: 'Der Workspace wurde nicht synchronisiert',
  stopConfirm: 'Teilen beenden',
  overwrite: 'Richtigstellen…',
  overwriteConfirm: 'Zurücksetzen',
  overwriteTitle: 'Auf den anerkannten Verlauf zurücksetzen?',
  overwriteHint:
    'Was übertragen und nicht anerkannt wurde, verschwindet aus dem Repository. Niemand hat es übernommen.',
  refused: 'Das Übertragene wird nicht anerkannt',
  missing: (keys) => `Connectors warten auf Katalogeinträge, die hier fehlen: ${keys.join(', ')}`,
  missingHint: 'Importieren Sie sie im Katalog und synchronisieren Sie dann.',
  choices: (count) => plural(count, 'Wert wartet auf eine Entscheidung', 'Werte warten auf eine Entscheidung'),
  choicesHint: 'Zwei Personen haben dasselbe geändert.',
  choose: 'Entscheiden…',

  exposures: (count) => plural(count, 'Geheimnis ist zu ersetzen', 'Geheimnisse sind zu ersetzen'),
  exposuresHint: 'Eine entfernte Person konnte sie lesen. Geben Sie ihnen bei ihren Diensten neue Werte.',
  show: 'Anzeigen…',
  passphraseIsOld: 'Die Wiederherstellungspassphrase öffnet den neuen Schlüssel nicht',
  passphraseIsOldHint: 'Legen Sie sie noch einmal fest, damit sie öffnet, was ab jetzt gespeichert wird.',
  setAgain: 'Noch einmal festlegen…',

  upToDate: 'Auf dem neuesten Stand',
  offline: 'offline',
  notYet: 'Nicht auf dem neuesten Stand',
  fetching: 'git holt das Repository hierher…',
  verifying: (done, total) => `${number(done)} von ${number(total)} Änderungen geprüft`,
  toSend: (count) => `${plural(count, 'Änderung', 'Änderungen')} zu senden`,
  chip: (state) => `${state}. Jetzt synchronisieren`,

  dialogTitle: 'Workspace teilen',
  dialogHint:
    'Wer das Repository lesen kann, liest die Namen und Einstellungen der Connectors und sieht, wer hier arbeitet.',
  secrets: 'Geheimnisse sind für Eigentümer und Admins verschlüsselt, mit Schlüsseln, die nur sie haben.',
  remote: 'Adresse eines leeren Git-Repositorys',
  remoteHint:
    'https, ssh oder ein Ordner, ohne Passwort: git verwendet Ihren eigenen SSH-Schlüssel oder Credential Helper.',
  submit: 'Teilen',
  failed: 'Der Workspace wurde nicht geteilt',
  done: 'Der Workspace ist geteilt. Laden Sie die anderen mit ihrer Identität ein',

  exposuresTitle: 'Zu ersetzende Geheimnisse',
  exposuresBody:
    'Entfernte Personen konnten diese Geheimnisse lesen und könnten sie behalten haben. Geben Sie jedem bei seinem Dienst einen neuen Wert und setzen Sie ihn dann hier.',
  allReplaced: 'Kein Geheimnis ist mehr zu ersetzen.',
  readers: (names) => `Konnte von ${names.join(', ')} gelesen werden`,
  replace: 'Ersetzen…',
  replaceOf: (secret, connector) => `${secret} von „${connector}“ ersetzen`,
  keepSecretOf: (secret, connector) => `${secret} von „${connector}“ behalten, wie es ist`,
  notKept: 'Das Geheimnis steht weiter auf der Liste',

  conflictsTitle: 'Entscheiden, was gilt',
  conflictsHint: 'Beide Werte bleiben erhalten, bis Sie sich für einen entscheiden; der andere bleibt im Verlauf.',
  none: 'Nichts wartet auf eine Entscheidung.',
  whole: 'Der ganze Connector',
  isDeleted: 'Eine Person hat ihn gelöscht, eine andere hat ihn geändert.',
  present: 'Jetzt',
  waiting: (by) => `Von ${by}`,
  nothing: 'nicht gesetzt',
  secret: 'ein Geheimnis',
  keep: 'Behalten',
  take: 'Übernehmen',
  keepOf: (field, connector) => `${field} von „${connector}“ behalten`,
  takeOf: (field, connector) => `Den anderen Wert für ${field} von „${connector}“ übernehmen`,
  delete: 'Löschen',
  notChosen: 'Die Entscheidung wurde nicht gespeichert',
}
