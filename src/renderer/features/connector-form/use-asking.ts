import { useCallback, useMemo, useState } from 'react'
import type { Connector } from '../../../contract/groups/connectors.ts'
import type { Asking } from '../../forms/data/form-context.ts'
import { useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { requestsText } from '../../text/secrets.ts'

/**
 * Who is asked for which secret. Of a connector that is not added yet, `toAsk` collects the paths that somebody is asked for
 * once it is; of another, `path` is the one that a dialog asks for now.
 */
export function useAsking(workspaceId: string, connector: Connector | null) {
  const { api } = useStores()
  const connectorId = connector?.id
  const [path, setPath] = useState<string | null>(null)
  const [toAsk, setToAsk] = useState<readonly string[]>([])
  const read = useCallback(
    () => (connectorId === undefined ? Promise.resolve([]) : api.secretRequests.list({ workspaceId, connectorId })),
    [api, workspaceId, connectorId],
  )
  const { value: requests } = useReading(workspaceId, read)
  const asking = useMemo((): Asking => {
    if (connectorId === undefined)
      return {
        ask: (next) => setToAsk((before) => [...before, next]),
        note: (one) => (toAsk.includes(one) ? requestsText.willAsk : undefined),
        undo: (one) => setToAsk((before) => before.filter((other) => other !== one)),
      }
    return {
      ask: setPath,
      note: (one) => {
        const request = requests?.find(({ state, paths }) => state === 'open' && paths.includes(one))
        return request && requestsText.waits(request.until)
      },
    }
  }, [connectorId, toAsk, requests])
  return { asking, toAsk, path, close: () => setPath(null) }
}
