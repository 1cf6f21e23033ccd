import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connector, ConnectorCard, ManyChange, ManyResult } from '../../contract/groups/connectors.ts'
import { readPages } from '../../contract/read-pages.ts'
import type { AppError } from '../../contract/errors.ts'
import type { AppApi } from '../../contract/index.ts'
import { text } from '../text/text.ts'
import { createReader } from './reader.ts'
import { toAppError } from './to-app-error.ts'
import type { AskForName } from './ask-for-name.ts'
import type { TestStore } from './tests/test-store.ts'
import type { Toasts } from './toasts.ts'
import type { ViewStore } from './view-store.ts'

export interface ConnectorList {
  /** Null until the first answer. */
  cards: readonly ConnectorCard[] | null
  error: AppError | null
}

/** Statuses that a person can choose. */
type ChosenStatus = 'active' | 'inactive'

interface ConnectorsState {
  byWorkspace: Readonly<Record<string, ConnectorList>>
  /** Pending status changes by connector id: already on screen, not yet confirmed. */
  pending: Readonly<Record<string, ChosenStatus>>
}

type Input<Name extends keyof AppApi['connectors']> = Parameters<AppApi['connectors'][Name]>[0]

export interface ConnectorStore {
  store: StoreApi<ConnectorsState>
  refresh(workspaceId: string): Promise<void>
  /** Asks first where it switches off in production. Shows the new status at once and reverts it when the call fails; a notice confirms it and offers Undo. */
  setStatus(workspaceId: string, card: ConnectorCard, status: ChosenStatus): Promise<void>
  /** This and the methods below throw the error of the call. */
  install(input: Input<'install'>): Promise<Connector>
  update(input: Input<'update'>): Promise<Connector>
  /** Lets a reference be used that came from elsewhere. */
  confirmReference(input: Input<'confirmReference'>): Promise<void>
  remove(workspaceId: string, id: string): Promise<void>
  restore(workspaceId: string, id: string): Promise<void>
  /** Changes many at once and answers what became of each. */
  changeMany(workspaceId: string, changes: readonly ManyChange[]): Promise<readonly ManyResult[]>
  loadSamples(workspaceId: string): Promise<number>
}

const NOTHING: ConnectorList = { cards: null, error: null }

/** A workspace's list; always the same empty object before the list is read, so nothing repaints. */
export const connectorsOf = ({ byWorkspace }: ConnectorsState, workspaceId: string): ConnectorList =>
  byWorkspace[workspaceId] ?? NOTHING

/** Installed connectors by workspace, so a late reply cannot show up in another workspace. */
export function createConnectorStore(
  api: AppApi,
  { askForName, tests, toasts, view }: { askForName: AskForName; tests: TestStore; toasts: Toasts; view: ViewStore },
): ConnectorStore {
  const store = createStore<ConnectorsState>(() => ({ byWorkspace: {}, pending: {} }))
  const readers = new Map<string, () => Promise<void>>()
  /** Counts the changes of this window by workspace, to recognise a list that was requested before a change. */
  const changes = new Map<string, number>()

  const change = (workspaceId: string, edit: (list: ConnectorList) => Partial<ConnectorList>) =>
    store.setState((state) => {
      const list = connectorsOf(state, workspaceId)
      return { byWorkspace: { ...state.byWorkspace, [workspaceId]: { ...list, ...edit(list) } } }
    })
  const editCards = (workspaceId: string, edit: (cards: readonly ConnectorCard[]) => readonly ConnectorCard[]) => {
    changes.set(workspaceId, (changes.get(workspaceId) ?? 0) + 1)
    change(workspaceId, ({ cards }) => ({ cards: cards && edit(cards) }))
  }

  const read = async (workspaceId: string): Promise<void> => {
    const before = changes.get(workspaceId)
    try {
      const answer = await readPages((page) => api.connectors.list({ workspaceId, ...page }))
      if (changes.get(workspaceId) !== before) return await read(workspaceId)
      const { pending } = store.getState()
      change(workspaceId, ({ cards }) => ({ cards: keepUnchanged(cards ?? [], answer, pending), error: null }))
    } catch (error) {
      change(workspaceId, () => ({ error: toAppError(error) }))
    }
  }

  const setPending = (id: string, status: ChosenStatus | null) =>
    store.setState(({ pending }) => {
      const others = Object.entries(pending).filter(([other]) => other !== id)
      return { pending: Object.fromEntries(status === null ? others : [...others, [id, status]]) }
    })

  /** Marks a connector as failing again, as it was before. */
  const markError = async (workspaceId: string, { id, name, statusMessage, statusSince }: ConnectorCard) => {
    const about = { subjects: [id], workspaceId }
    try {
      const card = await api.connectors.markError({
        workspaceId,
        id,
        message: statusMessage ?? '',
        ...formerSince(statusSince),
      })
      editCards(workspaceId, (cards) => withCard(cards, card))
      toasts.success(text.installed.failsAgain(name), about)
    } catch (error) {
      toasts.failure(text.installed.undoFailed(name), error, about)
    }
  }

  /** For an undo, `since` is when the connector had the status before. */
  const setStatus = async (
    workspaceId: string,
    { id, name }: ConnectorCard,
    status: ChosenStatus,
    since: string | null = null,
  ): Promise<void> => {
    const before = connectorsOf(store.getState(), workspaceId).cards?.find((card) => card.id === id)
    if (!before || id in store.getState().pending) return
    const isOn = status === 'active'
    setPending(id, status)
    editCards(workspaceId, (cards) => withCard(cards, { ...before, status, statusMessage: null }))
    try {
      const change = isOn ? api.connectors.activate : api.connectors.deactivate
      const card = await change({ workspaceId, id, ...formerSince(since) })
      editCards(workspaceId, (cards) => withCard(cards, card))
      const about = { subjects: [id], workspaceId }
      const goBack = async () => {
        view.spotlight(id)
        const now = connectorsOf(store.getState(), workspaceId).cards?.find((one) => one.id === id)
        // Somebody may have changed or deleted it since; then there is nothing to undo.
        if (now?.status === status && before.statusMessage !== null) await markError(workspaceId, before)
        else if (now?.status === status)
          await setStatus(workspaceId, now, isOn ? 'inactive' : 'active', before.statusSince)
        else toasts.notice(text.installed.undoneElsewhere(name), about)
      }
      toasts.success(isOn ? text.installed.activated(name) : text.installed.deactivated(name), {
        ...about,
        action: { label: text.common.undo, run: () => void goBack() },
        // Being active does not mean that it works.
        ...(isOn &&
          card.isTestable &&
          card.testOutcome !== 'ok' && {
            description: text.installed.activatedUntested,
            more: { label: text.installed.test, run: () => void tests.test(workspaceId, card) },
          }),
      })
    } catch (error) {
      editCards(workspaceId, (cards) => withCard(cards, before))
      toasts.failure(isOn ? text.installed.activateFailed(name) : text.installed.deactivateFailed(name), error, {
        subjects: [id],
        workspaceId,
      })
    } finally {
      setPending(id, null)
    }
  }

  return {
    store,

    refresh: (workspaceId) => {
      const reader = readers.get(workspaceId) ?? createReader(() => read(workspaceId))
      readers.set(workspaceId, reader)
      return reader()
    },

    setStatus: async (workspaceId, card, status) => {
      const question = { title: text.installed.deactivateTitle(card.name), confirmLabel: text.installed.deactivate }
      if (status === 'active' || (await askForName(workspaceId, question))) await setStatus(workspaceId, card, status)
    },

    install: async (input) => {
      const connector = await api.connectors.install(input)
      editCards(input.workspaceId, (cards) => withCard(cards, toCard(connector)))
      return connector
    },

    update: async (input) => {
      const connector = await api.connectors.update(input)
      editCards(input.workspaceId, (cards) => withCard(cards, toCard(connector)))
      return connector
    },

    confirmReference: async (input) => {
      const connector = await api.connectors.confirmReference(input)
      editCards(input.workspaceId, (cards) => withCard(cards, toCard(connector)))
    },

    remove: async (workspaceId, id) => {
      await api.connectors.remove({ workspaceId, id })
      editCards(workspaceId, (cards) => withoutCard(cards, id))
    },

    restore: async (workspaceId, id) => {
      const card = await api.connectors.restore({ workspaceId, id })
      editCards(workspaceId, (cards) => withCard(cards, card))
    },

    changeMany: async (workspaceId, changes) => {
      const results = await api.connectors.changeMany({ workspaceId, changes: [...changes] })
      const wanted = new Map(changes.map((one) => [one.id, one]))
      const done = new Map(results.flatMap((one) => (one.outcome === 'done' ? [[one.id, one] as const] : [])))
      // What comes back from the trash is read with the list.
      editCards(workspaceId, (cards) =>
        cards.flatMap((card) => {
          const result = done.get(card.id)
          const change = wanted.get(card.id)
          if (!result || !change) return [card]
          return change.isDeleted === true ? [] : [withChange(card, change, result.updatedAt ?? card.updatedAt)]
        }),
      )
      return results
    },

    loadSamples: async (workspaceId) => {
      const samples = await api.connectors.loadSamples({ workspaceId })
      editCards(workspaceId, (cards) => samples.reduce(withCard, cards))
      return samples.length
    },
  }
}

type Cards = readonly ConnectorCard[]

/** The part of an undo that gives back since when a connector had its status, where that is known. */
export const formerSince = (statusSince: string | null): { statusSince?: string } =>
  statusSince === null ? {} : { statusSince }

/** Made when it is used, as the first one of a page takes milliseconds. */
let collator: Intl.Collator | undefined

/** Whether two answers of one connector are the same; lists in them are compared by their items. */
function samePlain(a: ConnectorCard, b: ConnectorCard): boolean {
  for (const key of Object.keys(a) as (keyof ConnectorCard)[]) {
    const [mine, other] = [a[key], b[key]]
    if (mine !== other && !(Array.isArray(mine) && Array.isArray(other) && mine.join('\n') === other.join('\n')))
      return false
  }
  return true
}

/**
 * The new list, with the old object for every card that did not change, so only changed cards repaint; the old list where
 * none did. A card with a pending status change keeps the status on screen.
 */
function keepUnchanged(before: Cards, after: Cards, pending: Readonly<Record<string, unknown>>): Cards {
  const known = new Map(before.map((card) => [card.id, card]))
  const cards = after.map((card) => {
    const old = known.get(card.id)
    if (!old) return card
    if (card.id in pending) return { ...card, status: old.status, statusMessage: old.statusMessage }
    return samePlain(old, card) ? old : card
  })
  return cards.length === before.length && cards.every((card, index) => card === before[index]) ? before : cards
}

/** The list with this card added or replaced, sorted by name. */
function withCard(cards: Cards, card: ConnectorCard): Cards {
  const old = cards.findIndex(({ id }) => id === card.id)
  if (cards[old]?.name === card.name) return cards.with(old, card)
  const others = old < 0 ? cards : cards.toSpliced(old, 1)
  const { compare } = (collator ??= new Intl.Collator(undefined, { sensitivity: 'base' }))
  const place = others.findIndex(({ name }) => compare(name, card.name) > 0)
  return others.toSpliced(place < 0 ? others.length : place, 0, card)
}

const withoutCard = (cards: Cards, id: string): Cards => cards.filter((card) => card.id !== id)

/** A card after a change of it and others, until the list has been read again. */
function withChange(
  card: ConnectorCard,
  { status, errorMessage, statusSince: since, tags, secretExpiresAt, isPinned }: ManyChange,
  updatedAt: string,
): ConnectorCard {
  const statusSince = since ?? updatedAt
  return {
    ...card,
    updatedAt,
    ...(status !== undefined && { status, statusMessage: null, statusSince }),
    ...(errorMessage !== undefined && { status: 'error', statusMessage: errorMessage, statusSince }),
    ...(tags !== undefined && { tags }),
    ...(secretExpiresAt !== undefined && { secretExpiresAt }),
    ...(isPinned !== undefined && { isPinned }),
  }
}

/** The card of a connector. */
function toCard(connector: Connector): ConnectorCard {
  const {
    catalogVersion: _version,
    config: _config,
    secrets: _secrets,
    secretsWithoutPlace: _withoutPlace,
    lastTest: _lastTest,
    createdBy: _by,
    updatedBy: _last,
    ...card
  } = connector
  return card
}
