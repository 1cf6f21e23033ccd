import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { text } from '../../text/text.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { type Command, splitVerb } from './command.ts'

interface ConnectorActions {
  isWriter: boolean
  open: (card: ConnectorCard) => void
  setStatus: (card: ConnectorCard) => void
}

const search = createSearch<ConnectorCard>((card) => [card.name, card.catalogName])

/** What a query matches in the names of connectors, after the verb that it may begin with. */
export function connectorTerms(cards: readonly ConnectorCard[], query: string): readonly string[] {
  const { configure, view, activate, deactivate } = text.installed
  const { verb, name } = splitVerb(query, [configure, view, activate, deactivate])
  return [...(verb === null ? [] : [verb.toLowerCase()]), ...search(cards, name).terms]
}

/** Fewer letters than this are not the start of a verb. */
const MIN_VERB = 2

/**
 * The commands for connectors that match a query by name or verb; none for an empty query. A verb before the name
 * leaves only the commands of that verb.
 */
export function findConnectorCommands(
  cards: readonly ConnectorCard[],
  query: string,
  limit: number,
  actions: ConnectorActions,
): Command[] {
  const { configure, view, activate, deactivate } = text.installed
  const verbs = [configure, view, activate, deactivate]
  const { verb, name } = splitVerb(query, verbs)
  const find = (words: string, purpose: Purpose | null) =>
    search(cards, words)
      .items.map((card) => commandsOf(card, actions).filter(({ purpose: own }) => purpose === null || own === purpose))
      .filter((commands) => commands.length > 0)
      .slice(0, limit)
      .flat()
  const purposeOf = (of: string): Purpose => (of === activate ? 'activate' : of === deactivate ? 'deactivate' : 'open')
  if (verb !== null) {
    const commands = find(name, purposeOf(verb))
    // A name may itself begin with a verb.
    return commands.length > 0 || name === '' ? commands : find(query, null)
  }
  if (name === '') return []
  const byName = find(name, null)
  const verbStart =
    name.length < MIN_VERB ? undefined : verbs.find((one) => one.toLowerCase().startsWith(name.toLowerCase()))
  const byVerb = verbStart === undefined ? [] : find('', purposeOf(verbStart))
  return [...byName, ...byVerb.filter(({ id }) => !byName.some((command) => command.id === id))]
}

type Purpose = 'open' | 'activate' | 'deactivate'

function commandsOf(card: ConnectorCard, actions: ConnectorActions): (Command & { purpose: Purpose })[] {
  const sign = { kind: 'entry', icon: card.icon, name: card.catalogName } as const
  const { configureNamed, viewNamed, activateNamed, deactivateNamed } = text.installed
  const label = (actions.isWriter ? configureNamed : viewNamed)(card.name)
  const open = { id: `open ${card.id}`, purpose: 'open', label, sign, run: () => actions.open(card) } as const
  if (!actions.isWriter) return [open]
  const [purpose, changeNamed] =
    card.status === 'active' ? (['deactivate', deactivateNamed] as const) : (['activate', activateNamed] as const)
  const run = () => actions.setStatus(card)
  return [open, { id: `status ${card.id}`, purpose, label: changeNamed(card.name), sign, run }]
}
