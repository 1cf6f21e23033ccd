import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import type { Refusal } from '../../../../shared/sharing/refusals.ts'
import type { sharingReasons } from '../../../../shared/sharing/sharing-reasons.ts'
import { number } from '../../formats.ts'

/** Why a history that somebody pushed is not accepted; each follows a colon. */
const REFUSALS: Record<Refusal, string> = {
  rewritten: 'Was dieser Computer gesehen hat, fehlt im Verlauf',
  form: 'Ein Commit ist nicht signiert, ein Merge oder nicht in der Form, die Patchbay schreibt',
  author: 'Autor und Committer sind verschieden',
  signature: 'Die Signatur ist nicht die der genannten Person',
  removed: 'Die Person, die signiert hat, war kein Mitglied mehr',
  reader: 'Die Person, die signiert hat, war kein Admin',
  empty: 'Ein Commit ändert nichts',
  twice: 'Eine Änderung kommt zweimal vor',
  not_patchbay: 'Der Verlauf beginnt nicht als Workspace von Patchbay',
  other_workspace: 'Es ist ein anderer Workspace',
  renamed: 'Nur Eigentümer benennen einen Workspace um',
  path: 'Der Verlauf enthält eine Datei oder einen Ordner, der nicht hineingehört',
  mode: 'Der Verlauf enthält eine Verknüpfung, ein Programm oder ein anderes Repository',
  not_text: 'Eine Datei ist zu groß oder kein Text',
  unreadable: 'Eine Datei ist nicht in der Form, die Patchbay schreibt',
  file_removed: 'Es fehlt eine Datei, die jeder Workspace hat',
  signers: 'Die Liste der Signierenden ergibt sich nicht aus den Mitgliedern',
  members_form: 'Die Liste der Mitglieder ist nicht lesbar',
  member_twice: 'Ein Mitglied kommt zweimal vor',
  member_lost: 'Ein Mitglied wurde aus der Liste genommen, statt als entfernt gekennzeichnet zu werden',
  last_owner: 'Es bleibt kein Eigentümer',
  first_owner: 'Der Verlauf beginnt nicht allein mit seinem Eigentümer',
  not_owner: 'Nur Eigentümer ändern Eigentümer und Admins',
  no_new_key: 'Jemand mit Zugang zum Schlüssel wurde ohne neuen Schlüssel entfernt',
  key_place: 'Ein Schlüssel ist nicht an seinem Platz',
  key_holders: 'Der Schlüssel ist nicht genau für die Eigentümer und Admins verpackt',
  key_replaced: 'Ein verpackter Schlüssel wurde ersetzt',
  key_skipped: 'Eine Version des Schlüssels wurde übersprungen oder öffnet die vorige nicht',
  old_key: 'Ein Geheimnis liegt nicht unter dem jetzigen Schlüssel',
  damaged: 'Einige Objekte sind beschädigt oder fehlen',
}

/** Why a workspace cannot be shared, joined or synchronised. */
export const sharingErrors: SentencesOf<typeof sharingReasons> = {
  no_git: () =>
    'git wurde auf diesem Computer nicht gefunden. Installieren Sie es von git-scm.com und versuchen Sie es dann noch einmal',
  bad_remote: () => 'Verwenden Sie die Adresse eines Git-Repositorys: https, ssh oder ein Ordner, ohne Passwort darin',
  folder_from_elsewhere: () =>
    'Ein Ordner wird nur im Desktop-Programm und auf der Befehlszeile dieses Computers angenommen. Verwenden Sie hier eine https- oder ssh-Adresse',
  remote_offline: ({ detail }) =>
    `Das Repository ist nicht erreichbar. Änderungen warten auf diesem Computer. git meldet: ${detail}`,
  remote_denied: ({ detail }) =>
    `Das Repository lässt Sie nicht ein. Prüfen Sie Ihren SSH-Schlüssel oder Credential Helper mit git selbst. Änderungen warten auf diesem Computer. git meldet: ${detail}`,
  remote_refuses: ({ detail }) =>
    `Das Repository nimmt die Änderungen nicht an; sie warten auf diesem Computer. git meldet: ${detail}`,
  remote_busy: () => 'Andere senden gerade Änderungen. Ihre warten auf diesem Computer. Versuchen Sie es noch einmal',
  remote_used: () => 'Dieses Repository ist nicht leer. Wählen Sie ein leeres oder treten Sie dem Workspace darin bei',
  remote_empty: () =>
    'Dieses Repository ist leer. Fragen Sie die Person, die den Workspace geteilt hat, nach dessen Adresse',
  remote_newer: () =>
    'Dieser Workspace wurde von einer neueren Version von Patchbay geteilt. Aktualisieren Sie Patchbay und versuchen Sie es dann noch einmal',
  sharing_needs_directory: () =>
    'Ein Workspace kann nur aus einem Datenverzeichnis geteilt werden, und dieses Programm behält nichts',
  not_shared: () => 'Dieser Workspace ist nicht geteilt',
  shared_already: () =>
    'Dieser Workspace ist schon geteilt. Beenden Sie das Teilen zuerst, um ein anderes Repository zu verwenden',
  shared_here: () =>
    'Dieser Workspace ist schon hier. Öffnen Sie ihn oder löschen Sie ihn endgültig, bevor Sie ihm noch einmal beitreten',
  shared_no_member: ({ name }) =>
    `Sie gehören nicht oder nicht mehr zu den Personen dieses Workspace. Bitten Sie ${name} um eine neue Einladung`,
  shared_no_admin: () => 'Sie sind kein Admin dieses Workspace mehr. Ihre Änderungen bleiben auf diesem Computer',
  shared_key: () =>
    'Der Schlüssel dieses Workspace öffnet sich nicht mit Ihrem. Bitten Sie einen Eigentümer, Sie noch einmal einzuladen',
  shared_old_secrets: ({ count }) =>
    `${count === 1 ? 'Ein Geheimnis liegt' : `${number(count)} Geheimnisse liegen`} unter einem älteren Schlüssel oder ${count === 1 ? 'ist' : 'sind'} nicht lesbar. Schließen Sie den Schlüsselwechsel ab oder geben Sie ${count === 1 ? 'es' : 'sie'} neu ein und teilen Sie dann`,
  shared_identity_needed: () =>
    'Geben Sie die Identität der Person an: Ein geteilter Workspace kennt alle an ihrem eigenen Schlüssel',
  invitation_not_shared: () =>
    'Diese Einladung ist für einen Workspace, der nicht geteilt ist. Verwenden Sie sie mit den Daten, für die sie erstellt wurde',
  invitation_shared: ({ remote }) =>
    `Diese Einladung ist für einen geteilten Workspace. Treten Sie ihm unter ${remote} bei`,
  no_exposure: () =>
    'Dieses Geheimnis hat einen neuen Wert, oder sein Connector ist nicht hier. Es gibt nichts zu behalten',
  several_exposures: ({ paths }) =>
    `Mehrere Geheimnisse sind zu ersetzen: ${paths.join(', ')}. Geben Sie eines mit --path an`,
  no_conflict: () => 'Auf diese Entscheidung wartet nichts',
  several_conflicts: ({ fields }) =>
    `Mehrere Werte warten: ${fields.join(', ')}. Geben Sie einen mit --field und --by an`,
  not_refused: () => 'Alles im Repository ist anerkannt',
  history_refused: ({ why, commit, by, words }) => {
    const where =
      commit === ''
        ? ''
        : ` (Commit ${commit}${by === '' ? '' : ` im Namen von ${by}`}${words === '' ? '' : `, „${words}“`})`
    return `Was in das Repository übertragen wurde, wird nicht anerkannt: ${REFUSALS[why as Refusal] ?? why}${where}. Hier wurde nichts geändert`
  },
}
