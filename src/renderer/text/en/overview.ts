import type { Trouble } from '../../../shared/connector-state.ts'
import { plural } from '../../../shared/words.ts'
import { connectors } from './words.ts'

const troubles: Record<Trouble, string> = {
  errors: 'Errors',
  expired: 'Expired',
  expiring: 'Expiring',
  secrets: 'Secrets to enter',
  outdated: 'Outdated',
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
    lockedHint: 'their keys wait for you',
    urgent: 'Most urgent',
    urgentCount: (shown: number, all: number) =>
      shown < all ? `${shown.toLocaleString('en')} of ${all.toLocaleString('en')}` : all.toLocaleString('en'),
    results: 'Search results',
    allWell: 'Nothing needs attention',
    allWellBody: 'No connector has failed, and no secret expires within 14 days.',
    noneOfThese: 'No connector has this trouble.',
    noMatchBody: 'No connector in your workspaces matches.',
    failed: 'The overview could not be loaded',
    searchFailed: 'The search has failed',
    workspaces: 'Workspaces',
    open: 'Open',
    openNamed: (name: string, workspace: string) => `Open ${name} in ${workspace}`,
    unlockNamed: (workspace: string) => `Unlock ${workspace}…`,
    showThese: (what: string, workspace: string) => `${what} in ${workspace}`,
    state: (parts: readonly string[]) => parts.join(', '),
  },
}
