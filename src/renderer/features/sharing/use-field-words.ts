import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { fieldLabels } from '../../forms/data/field-labels.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'

/** How the forms call the fields of connectors; by the name of a property where the entry is not known or has no such field. */
export function useFieldWords(workspaceId: string, connectorIds: readonly string[] | undefined) {
  const { catalog, connectors } = useStores()
  const cards = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards)
  const [entries, setEntries] = useState<ReadonlyMap<string, EntrySchemas>>(new Map())
  const keyOf = (connectorId: string) => cards?.find(({ id }) => id === connectorId)?.catalogKey ?? ''
  const keys = [...new Set((connectorIds ?? []).map(keyOf))].filter(Boolean).join(' ')
  useEffect(() => {
    let isCurrent = true
    const read = async (key: string) => {
      const entry = await catalog.entry(key).catch(() => null)
      if (entry && isCurrent) setEntries((known) => new Map(known).set(key, entry))
    }
    for (const key of keys.split(' ').filter(Boolean)) void read(key)
    return () => {
      isCurrent = false
    }
  }, [catalog, keys])

  return (connectorId: string, path: string): string => {
    const entry = entries.get(keyOf(connectorId))
    const [label = path] = entry && /^(?:config|auth)\./.test(path) ? fieldLabels(entry, {}, [path]) : []
    // What no field of the form has comes back as it is written.
    return path.endsWith(label) ? text.activity.fieldLabel(path) : label
  }
}
