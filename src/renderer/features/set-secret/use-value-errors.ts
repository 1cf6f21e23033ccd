import { useEffect, useState } from 'react'
import { useStores } from '../../stores/context.ts'
import { fieldMessages } from '../../text/wording.ts'
import type { SecretKind } from './use-secret-kinds.ts'

/** Typing has paused after this many milliseconds. */
const PAUSE_MS = 250
const NONE: readonly string[] = []

/** What the entry says of a value, or of a reference to one, while it is typed, checked with the config of one of the connectors. */
export function useValueErrors(
  workspaceId: string,
  kind: SecretKind | null,
  connectorId: string | undefined,
  value: string,
  isReference: boolean,
): readonly string[] {
  const { api } = useStores()
  const [answer, setAnswer] = useState<{ value: string; path: string; errors: readonly string[] } | null>(null)
  const path = kind?.path
  const catalogKey = kind?.entryKey
  useEffect(() => {
    if (value === '' || path === undefined || catalogKey === undefined || connectorId === undefined) return
    let isCurrent = true
    const check = async () => {
      try {
        const { config, secrets } = await api.connectors.get({ workspaceId, id: connectorId })
        const kept = secrets.flatMap((secret) => (secret.isSet && secret.path !== path ? [secret.path] : []))
        const { fields } = await api.connectors.validateConfig({
          ...{ catalogKey, config, kept },
          secrets: isReference ? { refer: { [path]: value } } : { set: { [path]: value } },
        })
        if (isCurrent) setAnswer({ value, path, errors: fieldMessages(fields)[path] ?? NONE })
      } catch {
        // The save says what is wrong.
        if (isCurrent) setAnswer({ value, path, errors: NONE })
      }
    }
    const timer = setTimeout(() => void check(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, workspaceId, path, catalogKey, connectorId, value, isReference])
  return answer && answer.value === value && answer.path === path ? answer.errors : NONE
}
