import { useEffect, useState } from 'react'
import type { KeyProbe } from '../../stores/session-store.ts'

/**
 * Whether a keychain can hold a new key, null until known, and a function that asks again. If the probe fails, what
 * makes the key finds out.
 */
export function useProbe(ask: () => Promise<KeyProbe>): [KeyProbe | null, () => Promise<void>] {
  const [probe, setProbe] = useState<KeyProbe | null>(null)
  useEffect(() => {
    let isCurrent = true
    ask().then(
      (answer) => isCurrent && setProbe(answer),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [ask])
  return [probe, () => ask().then(setProbe, () => undefined)]
}
