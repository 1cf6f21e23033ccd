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

/** What the search reads of a connector, its name first: in the list of a workspace and across all of them. */
export const connectorFields = (known: Known): string[] => [
  known.name,
  known.identity === null ? '' : formatIdentity(known.identity),
  known.identity ?? '',
  known.catalogName,
  ...known.tags,
  known.description,
  known.statusMessage ?? '',
  known.createdByName,
  known.updatedByName,
]
