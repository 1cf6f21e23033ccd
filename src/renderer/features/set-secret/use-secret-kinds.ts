import { useEffect, useMemo, useState } from 'react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { labelFromName } from '../../../shared/label.ts'
import { parsePath } from '../../../shared/path.ts'
import { useStores } from '../../stores/context.ts'

/** One secret of the connectors of one catalog entry. */
export interface SecretKind {
  id: string
  entryKey: string
  entryName: string
  icon: string | null
  path: string
  label: string
  /** How many of the connectors come from this entry. */
  count: number
}

/** The secrets that connectors have, by catalog entry; null until they are known. */
export function useSecretKinds(workspaceId: string, cards: readonly ConnectorCard[]): readonly SecretKind[] | null {
  const { api } = useStores()
  const entries = useMemo(() => {
    const firsts = new Map<string, { card: ConnectorCard; count: number }>()
    for (const card of cards) {
      const known = firsts.get(card.catalogKey)
      if (known) known.count += 1
      else firsts.set(card.catalogKey, { card, count: 1 })
    }
    return [...firsts.values()].toSorted((a, b) => b.count - a.count)
  }, [cards])
  const question = entries.map(({ card }) => card.id).join(' ')
  const [answer, setAnswer] = useState<{ question: string; paths: ReadonlyMap<string, readonly string[]> } | null>(null)
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const ids = question.split(' ').filter(Boolean)
      const paths = await Promise.all(
        ids.map(async (id) => {
          const secrets = await api.connectors.get({ workspaceId, id }).then(
            (connector) => connector.secrets,
            () => [],
          )
          return [id, secrets.map(({ path }) => path)] as const
        }),
      )
      if (isCurrent) setAnswer({ question, paths: new Map(paths) })
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [api, workspaceId, question])
  return useMemo(() => {
    if (!answer) return null
    return entries.flatMap(({ card, count }) =>
      (answer.paths.get(card.id) ?? []).map((path) => ({
        id: `${card.catalogKey} ${path}`,
        entryKey: card.catalogKey,
        entryName: card.catalogName,
        icon: card.icon,
        path,
        label: parsePath(path).slice(1).map(labelFromName).join(', '),
        count,
      })),
    )
  }, [answer, entries])
}
