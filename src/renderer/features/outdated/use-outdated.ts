import { useEffect, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { Connector } from '../../../contract/groups/connectors.ts'
import type { AppError, FieldMessages } from '../../../contract/errors.ts'
import { createFormStore } from '../../forms/data/form-store.ts'
import { pathsWithoutField, withoutPaths } from '../../forms/data/only.ts'
import { keptPaths } from '../../forms/data/secrets.ts'
import { useStores } from '../../stores/context.ts'
import { fieldMessages } from '../../text/wording.ts'
import { toAppError } from '../../stores/to-app-error.ts'

export interface OutdatedConnector {
  entry: CatalogEntry
  connector: Connector
  /** Its config without the fields that the entry no longer has. */
  config: Record<string, unknown>
  dropped: string[]
  /** The errors of the stored values at the remaining fields. */
  fields: FieldMessages
  /** The errors of the values that the form starts with. */
  errors: FieldMessages
}

/** Reads a connector and finds what no longer fits its entry. */
export function useOutdated(
  workspaceId: string,
  id: string,
): { outdated: OutdatedConnector | null; error: AppError | null } {
  const { api } = useStores()
  const [outdated, setOutdated] = useState<OutdatedConnector | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    let isCurrent = true
    const read = async (): Promise<OutdatedConnector> => {
      const connector = await api.connectors.get({ workspaceId, id })
      const { catalogKey, config, secrets } = connector
      const entry = await api.catalog.get({ key: catalogKey })
      const kept = keptPaths(secrets)
      const { fields } = await api.connectors.validateConfig({ catalogKey, config, kept })
      const dropped = pathsWithoutField(entry, Object.keys(fields))
      const remaining = Object.entries(fieldMessages(fields)).filter(([path]) => !dropped.includes(path))
      const left = withoutPaths(config, dropped)
      // The form may start with a value that fits already, such as the text of a number where the entry now wants text.
      const start = createFormStore({ schemas: entry, config: left, secrets, isNew: false }).value()
      const checked = await api.connectors.validateConfig({ catalogKey, ...start, kept })
      return {
        entry,
        connector,
        config: left,
        dropped,
        fields: Object.fromEntries(remaining),
        errors: fieldMessages(checked.fields),
      }
    }
    read().then(
      (connector) => isCurrent && setOutdated(connector),
      (cause: unknown) => isCurrent && setError(toAppError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [api, workspaceId, id])
  return { outdated, error }
}
