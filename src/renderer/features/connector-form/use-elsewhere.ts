import { type RefObject, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Draft } from '../../../contract/groups/desktop.ts'
import type { Connector } from '../../../contract/groups/connectors.ts'
import { parsePath } from '../../../shared/path.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import { useStores } from '../../stores/context.ts'
import { type ChangedField, changesElsewhere, type ConnectorState, secretsElsewhere } from './changes-elsewhere.ts'
import type { Head } from './use-save.ts'

/** Whose value of a field to keep. */
export type Side = 'mine' | 'theirs'

interface Deps {
  workspaceId: string
  /** The connector as the form read it; null for a new one. */
  connector: Connector | null
  /** Unsaved changes from before a restart, with the state that they were made to. */
  draft: Draft | undefined
  /** What the form holds now; null before it is there. */
  read: () => ConnectorState | null
  changeHead: (change: Partial<Head>) => void
  changeField: RefObject<((value: unknown, path: string[]) => void) | null>
}

interface Elsewhere {
  /** `updatedAt` of the state that a save replaces: the newest one that the person has seen. */
  basedOn: RefObject<string | null>
  /** A newer state and what differs; null where there is nothing to decide. */
  news: { theirs: Connector; fields: readonly ChangedField[]; secrets: readonly string[] } | null
  /** Reads the newest state, after a save was refused; where that fails, the next save is refused again. */
  look(): Promise<void>
  /** Puts the values of these choices into the form; a field without one keeps what was typed, else takes theirs. */
  settle(choices: ReadonlyMap<string, Side>): void
}

/** Follows changes that somebody makes elsewhere to the connector of an open form; none is overwritten unseen. */
export function useElsewhere({ workspaceId, connector, draft, read, changeHead, changeField }: Deps): Elsewhere {
  const { api, connectors } = useStores()
  const basedOn = useRef(draft ? draft.basedOn : (connector?.updatedAt ?? null))
  const isOlder = draft !== undefined && draft.basedOn !== connector?.updatedAt
  const [base, setBase] = useState<ConnectorState | null>(isOlder ? draft.base : connector)
  const [baseSecrets, setBaseSecrets] = useState(isOlder ? null : (connector?.secrets ?? null))
  const [news, setNews] = useState<Elsewhere['news']>(null)
  const id = connector?.id
  const newest = useStore(
    connectors.store,
    (state) => connectorsOf(state, workspaceId).cards?.find((card) => card.id === id)?.updatedAt,
  )

  /** The next changes are those since this state, which the person has seen. */
  const begin = (seen: Connector) => {
    setBase(seen)
    setBaseSecrets(seen.secrets)
    setNews(null)
    basedOn.current = seen.updatedAt
  }
  const look = async () => {
    if (id === undefined) return
    const theirs = await api.connectors.get({ workspaceId, id }).catch(() => null)
    if (!theirs) return
    const mine = read()
    const fields = mine ? changesElsewhere(base, mine, theirs) : []
    const secrets = secretsElsewhere(baseSecrets, theirs.secrets)
    if (fields.length > 0 || secrets.length > 0) return setNews({ theirs, fields, secrets })
    // Only what no form shows has changed, such as the status.
    begin(theirs)
  }
  const latestLook = useRef(look)
  useEffect(() => {
    latestLook.current = look
  })
  useEffect(() => {
    if (newest === undefined || newest === basedOn.current) return
    void latestLook.current()
  }, [newest])

  return {
    basedOn,
    news,
    look,
    settle: (choices) => {
      const mine = read()
      if (!news || !mine) return
      for (const { path, theirs, isMine } of changesElsewhere(base, mine, news.theirs)) {
        if ((choices.get(path) ?? (isMine ? 'mine' : 'theirs')) === 'mine') continue
        const [first, ...rest] = parsePath(path)
        if (first === 'config') changeField.current?.(theirs, ['config', ...rest])
        else changeHead({ [first as keyof Head]: theirs })
      }
      begin(news.theirs)
    },
  }
}
