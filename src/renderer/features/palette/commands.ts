import type { CatalogCard } from '../../../contract/groups/catalog.ts'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { Member } from '../../../contract/groups/members.ts'
import type { PlacedConnector } from '../../../contract/groups/overview.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { formatIdentity } from '../../../shared/search/identity.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import { mayChange } from '../../stores/context.ts'
import { cardFields } from '../../stores/lists/card-fields.ts'
import type { Stores } from '../../stores/stores.ts'
import { isOfWorkspace } from '../../stores/view-store.ts'
import { text } from '../../text/text.ts'
import { matchNotes } from '../../ui/cards/match-notes.ts'
import { actionsOf, type Outside } from './actions.ts'
import { type Command, splitScope, splitVerb } from './command.ts'
import { connectorTerms, findConnectorCommands } from './connector-commands.ts'
import { pagesOf, peopleOf, tagsOf } from './places.ts'

export interface CommandGroup {
  value: string
  items: readonly Command[]
  /** What the query matches in the labels. */
  terms: readonly string[]
}

/** What is read while the palette is open. */
export interface Elsewhere {
  hits: readonly PlacedConnector[]
  terms: readonly string[]
  members: readonly Member[]
}

const MAX_PER_GROUP = 8
/** Connectors have two groups, which should leave room for commands. */
const MAX_CONNECTORS = 5
const MAX_COMMANDS = 2

const searchConnectors = createSearch<ConnectorCard>(cardFields)
const searchCommands = createSearch<Command>(({ label, detail }) => [label, detail ?? ''])
const searchWorkspaces = createSearch<Workspace>(({ name }) => [name])
const searchCatalog = createSearch<CatalogCard>((entry) => [entry.name, text.catalog.add])

const words = text.palette

/** The commands that match a query: all actions, and a few of each other group to keep the list short. */
export function findCommands(
  stores: Stores,
  workspace: Workspace,
  outside: Outside,
  query: string,
  elsewhere: Elsewhere,
): CommandGroup[] {
  const cards = connectorsOf(stores.connectors.store.getState(), workspace.id).cards ?? []
  const { scope, words: wanted } = splitScope(query)
  const among = (value: string, all: readonly Command[], limit = Infinity): CommandGroup => {
    const { items, terms } = searchCommands(all, wanted)
    return { value, items: items.slice(0, limit), terms }
  }
  const actions = () => among(words.groups.actions, actionsOf(stores, workspace, outside))
  const tags = (limit?: number) => among(words.groups.tags, tagsOf(stores, cards), limit)
  const people = (limit?: number) => among(words.groups.people, peopleOf(stores, elsewhere.members), limit)
  const all = (): CommandGroup[] => {
    const isTyped = query.trim() !== ''
    const here = isTyped ? [connectorHits(stores, workspace, cards, query)] : []
    const others = isTyped ? [otherHits(stores, workspace, elsewhere)] : []
    // They are read late, so they must not push away what is highlighted already.
    const isBelowHits = here.some(({ items }) => items.length > 0)
    return [
      ...here,
      commandsForConnectors(stores, workspace, cards, outside, query),
      ...(isBelowHits ? others : []),
      actions(),
      among(words.groups.pages, pagesOf(stores)),
      switches(stores, workspace, query),
      ...(isBelowHits ? [] : others),
      ...(isTyped ? [tags(MAX_CONNECTORS), people(MAX_CONNECTORS)] : []),
      entries(stores, workspace, query),
    ]
  }
  const groups =
    scope === 'commands' ? [actions()] : scope === 'tags' ? [tags()] : scope === 'people' ? [people()] : all()
  return groups.filter(({ items }) => items.length > 0)
}

/** The connectors of this workspace that match. */
function connectorHits(
  stores: Stores,
  workspace: Workspace,
  cards: readonly ConnectorCard[],
  query: string,
): CommandGroup {
  const { items, terms } = searchConnectors(cards, query)
  const hits = items.slice(0, MAX_CONNECTORS).map((card) => hitOf(stores, workspace, card, terms))
  return { value: words.groups.connectors, items: hits, terms }
}

/** Those of the other workspaces. */
function otherHits(stores: Stores, workspace: Workspace, { hits, terms }: Elsewhere): CommandGroup {
  const list = stores.workspaces.store.getState().list ?? []
  const items = hits
    .filter(({ workspaceId }) => workspaceId !== workspace.id)
    .slice(0, MAX_CONNECTORS)
    .flatMap(({ workspaceId, connector }) => {
      const place = list.find(({ id }) => id === workspaceId)
      return place ? [hitOf(stores, place, connector, terms, place.name)] : []
    })
  return { value: words.groups.elsewhere, items, terms }
}

function hitOf(
  stores: Stores,
  workspace: Workspace,
  card: ConnectorCard,
  terms: readonly string[],
  place?: string,
): Command {
  const identity = card.identity === null ? [] : [formatIdentity(card.identity)]
  return {
    id: `show ${card.id}`,
    label: card.name,
    detail: [...(place === undefined ? [] : [place]), ...identity, ...matchNotes(card, terms)].join(' · '),
    sign: { kind: 'entry', icon: card.icon, name: card.catalogName },
    connector: card,
    run: () => stores.enter(workspace.id, { connectorId: card.id }),
  }
}

function commandsForConnectors(
  { view }: Stores,
  workspace: Workspace,
  cards: readonly ConnectorCard[],
  outside: Outside,
  query: string,
): CommandGroup {
  const workspaceId = workspace.id
  return {
    value: words.groups.commands,
    terms: connectorTerms(cards, query),
    items: findConnectorCommands(cards, query, MAX_COMMANDS, {
      isWriter: mayChange(workspace),
      open: ({ id }) => view.open({ kind: 'configure', id, workspaceId }),
      setStatus: outside.setStatus,
      test: outside.test,
    }),
  }
}

function switches({ enter, view, workspaces }: Stores, workspace: Workspace, query: string): CommandGroup {
  const { name } = splitVerb(query, words.switchVerbs)
  // A page that is of no workspace leads to the one that was open last, too.
  const isThere = isOfWorkspace(view.store.getState().tab)
  const others = (workspaces.store.getState().list ?? []).filter(({ id }) => !isThere || id !== workspace.id)
  const { items, terms } = searchWorkspaces(others, name)
  return {
    value: words.groups.workspaces,
    terms,
    items: items.slice(0, MAX_PER_GROUP).map((other) => ({
      id: `workspace ${other.id}`,
      label: words.switchTo(other.name),
      sign: { kind: 'workspace', colour: other.colour },
      run: () => enter(other.id),
    })),
  }
}

function entries({ catalog, view }: Stores, workspace: Workspace, query: string): CommandGroup {
  const { items, terms } = searchCatalog(mayChange(workspace) ? (catalog.store.getState().cards ?? []) : [], query)
  return {
    value: words.groups.catalog,
    terms,
    items: items.slice(0, MAX_PER_GROUP).map((entry) => ({
      id: `add ${entry.key}`,
      label: text.catalog.addNamed(entry.name),
      sign: { kind: 'entry', icon: entry.icon, name: entry.name },
      run: () => view.open({ kind: 'add', key: entry.key, workspaceId: workspace.id }),
    })),
  }
}
