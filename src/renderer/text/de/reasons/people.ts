import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import type { peopleReasons } from '../../../../shared/reasons/people-reasons.ts'
import { instant } from '../words.ts'

const AGAIN = 'Bitten Sie einen Eigentümer des Workspace um eine neue'

const ROLES: Record<string, string> = { owner: 'Eigentümer', admin: 'Admin', member: 'Mitglied' }

/** Why somebody cannot be invited, join, or be taken out of a workspace. */
export const peopleErrors: SentencesOf<typeof peopleReasons> = {
  invitation_damaged: () =>
    'Das ist keine vollständige Einladung. Wählen Sie die Datei, die Sie erhalten haben, oder bitten Sie noch einmal darum',
  invitation_newer: () =>
    'Diese Einladung stammt von einer neueren Version von Patchbay. Aktualisieren Sie Patchbay, um sie zu verwenden',
  invitation_other_person: () =>
    'Diese Einladung ist für eine andere Person. Bitten Sie um eine für die Identität, die Sie hier haben',
  invitation_passphrase: () => 'Diese Einladung öffnet sich mit der Passphrase, die dazugehört',
  invitation_expired: ({ at }) => `Diese Einladung ist abgelaufen (${instant(at)}). ${AGAIN}`,
  invitation_used: () => `Diese Einladung wurde hier schon verwendet. ${AGAIN}`,
  invitation_role: ({ role }) => `Diese Einladung ist für eine Rolle, die es nicht gibt: ${role}. ${AGAIN}`,
  invitation_workspace: ({ name }) =>
    `Der Workspace „${name}“ dieser Einladung ist in diesen Daten nicht vorhanden. ${AGAIN}`,
  invitation_from: ({ name }) =>
    `Diese Einladung stammt von ${name}, dieser Person gehört hier aber kein solcher Workspace. ${AGAIN}`,
  invitation_key: () =>
    `Der Schlüssel dieses Workspace ist nicht der aus der Einladung, er wurde also seitdem gewechselt. ${AGAIN}`,
  clock_behind: ({ at }) =>
    `Die Uhr dieses Computers steht vor der Zeit, zu der die Einladung erstellt wurde (${instant(at)}). Stellen Sie die Uhr und versuchen Sie es dann noch einmal`,
  one_way: () => 'Geben Sie entweder die Identität der Person oder eine Passphrase für die Einladung an',
  already_member: ({ role }) => `Sie sind schon in diesem Workspace, als ${ROLES[role] ?? role}`,
  no_recovery: () =>
    'Kein Workspace hier, dem Sie beitreten könnten, hat eine Wiederherstellungspassphrase. Bitten Sie einen Eigentümer um eine Einladung',
  unknown_member: () => 'Diese Person gibt es in diesem Workspace nicht',
  name_of_several: ({ name, ids }) =>
    `Mehrere Personen heißen ${name}. Nennen Sie eine mit ihrer ID: ${ids.join(', ')}`,
  last_owner: ({ name }) =>
    `${name} ist der letzte Eigentümer dieses Workspace. Machen Sie zuerst jemand anderen zum Eigentümer`,
}
