import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { text } from '../../text/text.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { type Command, splitVerb } from './command.ts'

interface ConnectorActions {
  isWriter: boolean
  open: (card: ConnectorCard) => void
  setStatus: (card: ConnectorCard) => void
  test: (card: ConnectorCard) => void
}

const { configure, view, activate, deactivate, test } = text.installed
const VERBS = [configure, view, activate, deactivate, test]

type Purpose = 'open' | 'activate' | 'deactivate' | 'test'

const purposeOf = (verb: string): Purpose =>
  verb === activate ? 'activate' : verb === deactivate ? 'deactivate' : verb === test ? 'test' : 'open'

const search = createSearch<ConnectorCard>((card) => [card.name, card.catalogName])

/** What a query matches in the names of connectors, after the verb that it may begin with. */
export function connectorTerms(cards: readonly ConnectorCard[], query: string): readonly string[] {
  const { verb, name } = splitVerb(query, VERBS)
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
  const { verb, name } = splitVerb(query, VERBS)
  const find = (words: string, purpose: Purpose | null) =>
    search(cards, words)
      .items.map((card) => commandsOf(card, actions).filter(({ purpose: own }) => purpose === null || own === purpose))
      .filter((commands) => commands.length > 0)
      .slice(0, limit)
      .flat()
  if (verb !== null) {
    const commands = find(name, purposeOf(verb))
    // A name may itself begin with a verb.
    return commands.length > 0 || name === '' ? commands : find(query, null)
  }
  if (name === '') return []
  const byName = find(name, null)
  const verbStart =
    name.length < MIN_VERB ? undefined : VERBS.find((one) => one.toLowerCase().startsWith(name.toLowerCase()))
  const byVerb = verbStart === undefined ? [] : find('', purposeOf(verbStart))
  return [...byName, ...byVerb.filter(({ id }) => !byName.some((command) => command.id === id))]
}

function commandsOf(card: ConnectorCard, actions: ConnectorActions): (Command & { purpose: Purpose })[] {
  const sign = { kind: 'entry', icon: card.icon, name: card.catalogName } as const
  const { configureNamed, viewNamed, activateNamed, deactivateNamed } = text.installed
  const label = (actions.isWriter ? configureNamed : viewNamed)(card.name)
  const open = { id: `open ${card.id}`, purpose: 'open', label, sign, run: () => actions.open(card) } as const
  if (!actions.isWriter) return [open]
  const [purpose, changeNamed] =
    card.status === 'active' ? (['deactivate', deactivateNamed] as const) : (['activate', activateNamed] as const)
  const run = () => actions.setStatus(card)
  const change = { id: `status ${card.id}`, purpose, label: changeNamed(card.name), sign, run }
  const tryIt = { id: `test ${card.id}`, purpose: 'test', label: text.installed.testNamed(card.name), sign } as const
  return [open, change, ...(card.isTestable ? [{ ...tryIt, run: () => actions.test(card) }] : [])]
}
