import type { overviewText as english } from '../en/overview.ts'
import { number } from '../formats.ts'
import { connectors, plural } from './words.ts'

/** After a preposition: "in 3 Workspaces". */
const workspaces = (count: number) => plural(count, 'Workspace', 'Workspaces')

/** Words about all workspaces together. */
export const overviewText: typeof english = {
  overview: {
    tab: 'Alle Workspaces',
    title: 'Handlungsbedarf',
    scope: (inWorkspaces, count) => `in ${workspaces(inWorkspaces)} mit ${connectors(count)}`,
    troubles: {
      errors: 'Fehler',
      expired: 'Abgelaufen',
      expiring: 'Laufen ab',
      secrets: 'Geheimnis fehlt',
      outdated: 'Veraltet',
    },
    counted: {
      errors: (count) => `${number(count)} Fehler`,
      expired: (count) => `${number(count)} abgelaufen`,
      expiring: (count) => (count === 1 ? '1 läuft ab' : `${number(count)} laufen ab`),
      secrets: (count) => `${number(count)} mit fehlendem Geheimnis`,
      outdated: (count) => `${number(count)} veraltet`,
    },
    tiles: 'Wo Handlungsbedarf besteht',
    inWorkspaces: (count) => `in ${workspaces(count)}`,
    within: 'in den nächsten 14 Tagen',
    nowhere: 'keine',
    locked: 'Gesperrt',
    lockedHint: (count) => `${workspaces(count)} entsperren…`,
    urgent: 'Am dringendsten',
    urgentCount: (shown, all) => (shown < all ? `${number(shown)} von ${number(all)}` : number(all)),
    results: 'Suchergebnisse',
    resultsOf: (trouble) => `Suchergebnisse: ${trouble}`,
    allWell: 'Kein Handlungsbedarf',
    allWellBody: 'Kein Connector hat einen Fehler, und kein Geheimnis läuft in den nächsten 14 Tagen ab.',
    noneOfThese: 'Kein Connector hat dieses Problem.',
    noMatchBody: 'Kein Connector in Ihren Workspaces passt.',
    noMatchOf: (trouble) => `Kein Connector unter „${trouble}“ passt.`,
    searchAll: 'Alle Connectors durchsuchen',
    failed: 'Die Übersicht konnte nicht geladen werden',
    searchFailed: 'Die Suche ist fehlgeschlagen',
    workspaces: 'Workspaces',
    inWorkspace: (name, workspace) => `„${name}“ in „${workspace}“`,
    groupedByCause: 'Gruppierung: Ursache',
    notGrouped: 'Gruppierung: keine',
    causes: {
      error: ({ catalogName, statusMessage }) => `${catalogName}: ${statusMessage ?? 'Fehler'}`,
      expired: ({ catalogName }) => `${catalogName}: Die Geheimnisse sind abgelaufen`,
      signed_out: ({ catalogName }) => `${catalogName}: Der Dienst hat die Anmeldung beendet`,
      unreadable: ({ catalogName }) => `${catalogName}: Geheimnisse sind nicht lesbar`,
      missing: ({ catalogName }) => `${catalogName}: Ein Geheimnis fehlt`,
      failing: ({ catalogName, needsConfirmation }) =>
        `${catalogName}: ${needsConfirmation ? 'Ein Verweis ist nicht bestätigt' : 'Der letzte Test ist fehlgeschlagen'}`,
      expiring: ({ catalogName }) => `${catalogName}: Die Geheimnisse laufen bald ab`,
      outdated: ({ catalogName }) => `${catalogName}: Die Einstellungen passen nicht mehr zum Eintrag`,
    },
    membersOf: (count, workspace) => `${connectors(count)} von „${workspace}“`,
    showMembers: (count, cause) => `${connectors(count)} anzeigen: ${cause}`,
    mendNamed: (label, what) => `${label}: ${what}`,
    mend: {
      open: 'Öffnen',
      show: (count) => `${number(count)} anzeigen`,
      test: 'Testen',
      testMany: (count) => `${number(count)} testen`,
      signIn: 'Anmelden…',
      unlock: 'Entsperren…',
      update: 'Aktualisieren…',
      replace: 'Ersetzen…',
      setSecret: 'Geheimnis setzen…',
      setSecrets: (count) => `Geheimnis für ${number(count)} setzen…`,
    },
    unlockAll: (count) => `${workspaces(count)} entsperren…`,
    unlockNamed: (workspace) => `„${workspace}“ entsperren…`,
    showThese: (what, workspace) => `${what} in „${workspace}“`,
    state: (parts) => parts.join(', '),
  },
}
