import type { ConnectorCard } from '../../../contract/groups/connectors.ts'

/** The dialog that mends what a card shows. */
export function mendKind({ needsSignIn, attention }: ConnectorCard): 'sign-in' | 'outdated' | 'configure' {
  if (needsSignIn) return 'sign-in'
  return attention > 0 ? 'outdated' : 'configure'
}
