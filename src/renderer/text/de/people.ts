import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import type { peopleText as english } from '../en/people.ts'
import { number } from '../formats.ts'

const roles: Record<MemberRole, string> = { owner: 'Eigentümer', admin: 'Admin', member: 'Mitglied' }

/** Words about people: who you are, who is in a workspace, and how somebody joins. */
export const peopleText: typeof english = {
  people: {
    open: 'Personen…',
    title: 'Personen',
    list: 'Personen dieses Workspace',
    loadFailed: 'Die Personen dieses Workspace konnten nicht gelesen werden',
    roles,
    role: 'Rolle',
    roleOf: (name) => `Rolle von ${name}`,
    roleHint:
      'Eigentümer entscheiden, wer dabei ist und was den Schlüssel schützt. Admins ändern Connectors. Mitglieder lesen alles außer Geheimnissen.',
    you: 'Sie',
    since: 'seit',
    onlyOwners: 'Nur Eigentümer laden Personen ein, ändern Rollen und entfernen Personen.',
    remove: 'Entfernen…',
    removeNamed: (name) => `${name} entfernen…`,
    removeTitle: (name) => `${name} entfernen?`,
    removeBody: (name) =>
      `${name} sieht diesen Workspace dann nicht mehr. Was diese Person getan hat, bleibt im Verlauf.`,
    rotate: 'Danach den Schlüssel dieses Workspace wechseln',
    rotateHint:
      'Die Person könnte ihn behalten haben. Der alte Schlüssel öffnet dann nichts mehr, was ab jetzt gespeichert wird.',
    sharedHint:
      'Sofort entsteht ein neuer Schlüssel. Was die Person lesen konnte, wird danach aufgelistet, damit Sie es beim Dienst ersetzen.',
    rotatePassphrase: 'Wiederherstellungspassphrase dieses Workspace',
    confirmRemove: 'Entfernen',
    demoteTitle: (name) => `${name} zum Mitglied machen?`,
    demoteBody: (name) => `${name} sieht dann alles in diesem Workspace außer den Geheimnissen.`,
    confirmDemote: 'Zum Mitglied machen',
    removed: (name) => `${name} wurde entfernt`,
    removeFailed: (name) => `${name} konnte nicht entfernt werden`,
    notRotated: 'Der Schlüssel wurde nicht gewechselt. Wechseln Sie ihn im Dialog des Schlüssels',
    roleChanged: (name, role) => `${name} ist jetzt ${roles[role]}`,
    roleFailed: (name) => `Die Rolle von ${name} konnte nicht geändert werden`,
    leave: 'Verlassen…',
    leaveTitle: 'Diesen Workspace verlassen?',
    leaveBody: 'Sie sehen ihn dann nicht mehr. Ein Eigentümer kann Sie wieder einladen.',
    confirmLeave: 'Verlassen',
    leaveFailed: 'Sie konnten diesen Workspace nicht verlassen',
    left: (name) => `Sie haben „${name}“ verlassen`,
  },

  invite: {
    open: 'Einladen…',
    title: 'Jemanden einladen',
    way: 'Wer die Einladung verwenden kann',
    identity: 'Die Person mit einer bestimmten Identität',
    passphrase: 'Wer die Passphrase kennt',
    line: 'Identität',
    lineHint:
      'Die Zeile, die mit patchbay1: beginnt. Die andere Person findet sie unter „Workspace beitreten…“ und „Zu Ihrer Person…“.',
    passphraseHint: 'Geben Sie die Passphrase auf einem anderen Weg weiter als die Datei.',
    ownPassphrase: 'Ihre eigene Passphrase',
    hint: 'Die Datei gilt 7 Tage und auf jeder Kopie der Daten einmal.',
    submit: 'Einladung speichern…',
    done: 'Die Einladung wurde gespeichert',
    doneFor: (name) => `Die Einladung für ${name} wurde gespeichert`,
    failed: 'Die Einladung konnte nicht gespeichert werden',
  },

  join: {
    open: 'Workspace beitreten…',
    title: 'Workspace beitreten',
    hint: 'Für einen Workspace, den andere angelegt haben, hier oder auf einem anderen Computer.',
    way: 'Wie Sie beitreten',
    invitation: 'Mit einer Einladung',
    shared: 'Geteilter Workspace eines anderen Computers',
    remote: 'Adresse des Git-Repositorys',
    remoteHint: 'Sie brauchen git und dort Lese- und Schreibrechte.',
    recovery: 'Mit einer Wiederherstellungspassphrase',
    file: 'Einladung',
    notInvited: 'Wem der Workspace gehört, erstellt sie für Ihre Identität, die Sie vorher schicken.',
    identity: 'Ihre Identität…',
    invitationPassphrase: 'Passphrase der Einladung',
    invitationPassphraseHint: 'Nur, wenn Sie zur Einladung eine erhalten haben.',
    recoveryPassphrase: 'Wiederherstellungspassphrase',
    ownPassphrase: 'Ihre eigene Passphrase',
    ownPassphraseHint: 'Ohne Schlüsselbund schützt sie Ihren eigenen Schlüssel.',
    submit: 'Beitreten',
    done: (name, role) => `Sie sind jetzt ${roles[role]} von „${name}“`,
    failed: 'Sie konnten nicht beitreten',
  },

  you: {
    open: 'Zu Ihrer Person…',
    title: 'Zu Ihrer Person',
    name: 'Ihr Name',
    nameHint:
      'Andere sehen ihn, und er steht im Verlauf. Bei dem, was Sie bisher getan haben, bleibt der damalige Name.',
    saved: 'Ihr Name wurde gespeichert',
    failed: 'Ihr Name konnte nicht gespeichert werden',
    identity: 'Identität',
    identityHint:
      'Schicken Sie diese Zeile an einen Eigentümer eines Workspace, der Sie dann einlädt. Nichts darin ist geheim.',
    copy: 'Kopieren',
    copied: 'Identität kopiert',
    selected: 'Die Identität ist ausgewählt. Drücken Sie Strg+C oder Cmd+C, um sie zu kopieren',
    show: 'Identität anzeigen',
    showHint: 'Dabei entsteht beim ersten Mal Ihr eigener Schlüssel, den der Schlüsselbund aufbewahrt.',
    showPassphrase: 'Eine Passphrase für Ihren eigenen Schlüssel',
    showFailed: 'Ihre Identität konnte nicht angezeigt werden',
    passphrase: 'Eine Passphrase für alle Workspaces',
    passphraseHint:
      'Sie öffnet Ihren eigenen Schlüssel, und der öffnet jeden Workspace, den Sie besitzen oder verwalten.',
    passphraseSet: 'Ihre Passphrase wurde festgelegt',
    passphraseFailed: 'Ihre Passphrase konnte nicht festgelegt werden',
    present: 'Bisherige Passphrase',
    set: 'Passphrase festlegen…',
    change: 'Passphrase ändern…',
    loadFailed: 'Patchbay konnte nicht lesen, wer Sie sind',
  },

  unlockAll: {
    title: 'Alle Workspaces entsperren',
    hint: 'Ihr eigener Schlüssel öffnet jeden Workspace, den Sie besitzen oder verwalten.',
    passphrase: 'Ihre eigene Passphrase',
    submit: 'Alle entsperren',
    done: (opened, all) => `${number(opened)} von ${number(all)} Workspaces sind offen`,
    failed: 'Die Workspaces konnten nicht geöffnet werden',
  },
}
