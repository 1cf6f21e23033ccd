import { useEffect, useMemo, useState } from 'react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { secretLifetime } from '../../../shared/expiry.ts'
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
  /** For how many days the secrets of the entry work; null where it does not say. */
  lifetime: number | null
  /** How many of the connectors come from this entry. */
  count: number
}

interface Known {
  paths: readonly string[]
  lifetime: number | null
}

/** The secrets that connectors have, by catalog entry; null until they are known. */
export function useSecretKinds(workspaceId: string, cards: readonly ConnectorCard[]): readonly SecretKind[] | null {
  const { api, catalog } = useStores()
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
  const [answer, setAnswer] = useState<{ question: string; known: ReadonlyMap<string, Known> } | null>(null)
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const ids = question.split(' ').filter(Boolean)
      const known = await Promise.all(
        ids.map(async (id): Promise<[string, Known]> => {
          try {
            const { secrets, catalogKey } = await api.connectors.get({ workspaceId, id })
            const lifetime = secretLifetime(await catalog.entry(catalogKey))
            return [id, { paths: secrets.map(({ path }) => path), lifetime }]
          } catch {
            return [id, { paths: [], lifetime: null }]
          }
        }),
      )
      if (isCurrent) setAnswer({ question, known: new Map(known) })
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [api, catalog, workspaceId, question])
  return useMemo(() => {
    if (!answer) return null
    return entries.flatMap(({ card, count }) =>
      (answer.known.get(card.id)?.paths ?? []).map((path) => ({
        lifetime: answer.known.get(card.id)?.lifetime ?? null,
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
