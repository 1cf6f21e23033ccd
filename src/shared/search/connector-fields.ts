import { formatIdentity } from './identity.ts'

/** What people know of a connector. */
interface Known {
  name: string
  /** Which account or site it is for, as its config has it. */
  identity: string | null
  catalogName: string
  tags: readonly string[]
  description: string
  statusMessage: string | null
  createdByName: string
  updatedByName: string
}

/**
 * What the search reads of a connector, its name first: in the list of a workspace and across all of them. What another
 * field contains is left out, as each letter is time for every search.
 */
export const connectorFields = (known: Known): string[] => {
  const { name, identity, createdByName, updatedByName } = known
  const address = identity === null ? '' : formatIdentity(identity)
  return [
    name,
    ...(identity?.includes(address) ? [] : [address]),
    identity ?? '',
    known.catalogName,
    ...known.tags,
    known.description,
    known.statusMessage ?? '',
    createdByName,
    ...(updatedByName === createdByName ? [] : [updatedByName]),
  ]
}
