import type { ConnectorCard } from '../../../src/contract/groups/connectors.ts'

/** An active connector that nothing is the matter with, whose id is its name unless given. */
export const card = (name: string, more: Partial<ConnectorCard> = {}): ConnectorCard => ({
  ...{ id: name, name, status: 'active', statusMessage: null, statusCause: null, statusSince: null, identity: null },
  ...{ catalogKey: 'wordpress', catalogName: 'WordPress', icon: null, tags: [], secretExpiresAt: null },
  ...{ description: '', colour: null, isPinned: false },
  ...{ needsSignIn: false, needsConfirmation: false, needsSecrets: false, missingSecrets: [], attention: 0 },
  ...{ isTestable: false, testedAt: null, testOutcome: null, testedAs: null },
  ...{ createdAt: '', createdByName: 'Ada', updatedAt: '', updatedByName: 'Ada' },
  ...more,
})
