import type { workspacePageText as english } from '../en/workspace-page.ts'
import { dayText, list } from '../formats.ts'
import { connectors } from './words.ts'

/** Words about everything of a workspace that is no connector. */
export const workspacePageText: typeof english = {
  workspace: { tab: 'Workspace' },

  workspacePage: {
    facts: (count, createdAt) => `${connectors(count)} · seit ${dayText(createdAt)}`,
    showAll: 'Alle anzeigen',
    key: 'Schlüssel und Wiederherstellung',
    unlock: 'Entsperren…',
    kit: 'Wiederherstellungspassphrase festgelegt',
    kitHint: 'Sie öffnet die Geheimnisse auf einem anderen Computer.',
    noKit: 'Noch kein Notfallblatt',
    noKitHint: 'Ohne eines sind die Geheimnisse zusammen mit diesem Computer verloren.',
    openKit: 'Notfallblatt…',
    protectedBy: ({ slots, keychainName }) =>
      `Geschützt durch ${list(slots.map((slot) => ({ keychain: keychainName, passphrase: 'eine Passphrase', person: 'Ihren eigenen Schlüssel' })[slot]))}`,
    rotateHint: 'Ein neuer Schlüssel verschlüsselt alle Geheimnisse neu, etwa nachdem jemand gegangen ist.',
    openKey: 'Schlüssel…',
    backupAndTrash: 'Sicherung, Code und Papierkorb',
    backup: 'Sicherungen',
    backupHint: 'Eine Datei mit den Connectors und ihren Geheimnissen, geschützt durch eine eigene Passphrase.',
    trash: (count) => `Papierkorb: ${connectors(count)}`,
    lastDeleted: (name) => `„${name}“ wurde gelöscht`,
    trashEmpty: 'Gelöschte Connectors warten hier, bis jemand den Papierkorb leert.',
  },
}
