import { useEffect, useState } from 'react'
import type { AppError } from '../../../../contract/errors.ts'
import type { CatalogEntry } from '../../../../contract/groups/catalog.ts'
import type { Connector, ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { useStores, useWorkspace } from '../../../stores/context.ts'
import { toAppError } from '../../../stores/to-app-error.ts'

interface Details {
  connector: Connector
  entry: CatalogEntry
}

/** The whole connector of a card with its entry, read again whenever the card changes; null until the first answer. */
export function useDetails(card: ConnectorCard): { details: Details | null; error: AppError | null } {
  const { api, catalog } = useStores()
  const { id: workspaceId } = useWorkspace()
  const [state, setState] = useState<{
    id: string
    version: string
    details: Details | null
    error: AppError | null
  } | null>(null)
  const { id, catalogKey, updatedAt, needsSecrets, needsSignIn, needsConfirmation, testedAt } = card
  // A change of these is a change of what is read.
  const version = `${updatedAt} ${needsSecrets} ${needsSignIn} ${needsConfirmation} ${testedAt}`
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      try {
        const [connector, entry] = await Promise.all([
          api.connectors.get({ workspaceId, id }),
          catalog.entry(catalogKey),
        ])
        if (isCurrent) setState({ id, version, details: { connector, entry }, error: null })
      } catch (cause) {
        if (isCurrent) setState({ id, version, details: null, error: toAppError(cause) })
      }
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [api, catalog, workspaceId, id, catalogKey, version])
  return state?.id === id ? state : { details: null, error: null }
}
