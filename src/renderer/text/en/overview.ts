import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { Ailment, Trouble } from '../../../shared/connector-state.ts'
import { number } from '../formats.ts'
import { connectors, plural } from './words.ts'

const troubles: Record<Trouble, string> = {
  errors: 'Errors',
  expired: 'Expired',
  expiring: 'Expiring',
  secrets: 'Secrets to enter',
  outdated: 'Outdated',
}

/** What several connectors of one type have in common. */
const causes: Record<Ailment, (connector: ConnectorCard) => string> = {
  error: ({ catalogName, statusMessage }) => `${catalogName}: ${statusMessage ?? 'error'}`,
  expired: ({ catalogName }) => `${catalogName}: the secrets have expired`,
  signed_out: ({ catalogName }) => `${catalogName}: the service ended the sign-in`,
  unreadable: ({ catalogName }) => `${catalogName}: secrets cannot be read`,
  missing: ({ catalogName }) => `${catalogName}: a secret is missing`,
  failing: ({ catalogName, needsConfirmation }) =>
    `${catalogName}: ${needsConfirmation ? 'a reference is not confirmed' : 'the last test failed'}`,
  expiring: ({ catalogName }) => `${catalogName}: the secrets expire soon`,
  outdated: ({ catalogName }) => `${catalogName}: the settings no longer fit the entry`,
}

/** A count in a sentence, for screen readers and tooltips. */
const counted: Record<Trouble, (count: number) => string> = {
  errors: (count) => plural(count, 'error', 'errors'),
  expired: (count) => `${count} expired`,
  expiring: (count) => `${count} expiring`,
  secrets: (count) => `${count} with a secret to enter`,
  outdated: (count) => `${count} outdated`,
}

const workspaces = (count: number) => plural(count, 'workspace', 'workspaces')

/** Words about all workspaces together. */
export const overviewText = {
  overview: {
    tab: 'All workspaces',
    title: 'Needs attention',
    scope: (inWorkspaces: number, count: number) => `in ${workspaces(inWorkspaces)} with ${connectors(count)}`,
    troubles,
    counted,
    tiles: 'What needs attention',
    inWorkspaces: (count: number) => `in ${workspaces(count)}`,
    within: 'within 14 days',
    nowhere: 'none',
    locked: 'Locked',
    lockedHint: (count: number) => `Unlock ${workspaces(count)}…`,
    urgent: 'Most urgent',
    urgentCount: (shown: number, all: number) => (shown < all ? `${number(shown)} of ${number(all)}` : number(all)),
    results: 'Search results',
    resultsOf: (trouble: string) => `Search results: ${trouble.toLowerCase()}`,
    allWell: 'Nothing needs attention',
    allWellBody: 'No connector has failed, and no secret expires within 14 days.',
    noneOfThese: 'No connector has this trouble.',
    noMatchBody: 'No connector in your workspaces matches.',
    noMatchOf: (trouble: string) => `No connector under “${trouble}” matches.`,
    searchAll: 'Search all connectors',
    failed: 'The overview could not be loaded',
    searchFailed: 'The search has failed',
    workspaces: 'Workspaces',
    inWorkspace: (name: string, workspace: string) => `${name} in ${workspace}`,
    groupedByCause: 'Group: cause',
    notGrouped: 'Group: none',
    causes,
    membersOf: (count: number, workspace: string) => `${connectors(count)} of ${workspace}`,
    showMembers: (count: number, cause: string) => `Show the ${connectors(count)}: ${cause}`,
    mendNamed: (label: string, what: string) => `${label} ${what}`,
    mend: {
      open: 'Open',
      show: (count: number) => `Show ${count}`,
      test: 'Test',
      testMany: (count: number) => `Test ${count}`,
      signIn: 'Sign in…',
      unlock: 'Unlock…',
      update: 'Update…',
      replace: 'Replace…',
      setSecret: 'Set the secret…',
      setSecrets: (count: number) => `Set the secret for ${count}…`,
    },
    unlockAll: (count: number) => `Unlock ${workspaces(count)}…`,
    unlockNamed: (workspace: string) => `Unlock ${workspace}…`,
    showThese: (what: string, workspace: string) => `${what} in ${workspace}`,
    state: (parts: readonly string[]) => parts.join(', '),
  },
}
