import type { ConnectorCard } from '../../../contract/connectors.ts'
import { text } from '../../text.ts'
import { bestFirst, createSearch } from '../../ui/matches.ts'
import type { Command } from './commands.ts'
import { splitVerb } from './verb.ts'

interface ConnectorActions {
  isWriter: boolean
  open: (card: ConnectorCard) => void
  setStatus: (card: ConnectorCard) => void
}

const search = createSearch<ConnectorCard>((card) => `${card.name} ${card.catalogName}`)

/**
 * What can be done with connectors: they come up only when something of a name is typed. A verb before the name leaves
 * only the command of that verb.
 */
export function findConnectorCommands(
  cards: readonly ConnectorCard[],
  query: string,
  limit: number,
  actions: ConnectorActions,
): Command[] {
  const { configure, view, activate, deactivate } = text.installed
  const { verb, name } = splitVerb(query, [configure, view, activate, deactivate])
  const find = (typed: string, isWanted: (does: Does) => boolean) =>
    bestFirst(typed === '' ? [] : search(cards, typed), typed, (card) => card.name)
      .map((card) => commandsOf(card, actions).filter(({ does }) => isWanted(does)))
      .filter((commands) => commands.length > 0)
      .slice(0, limit)
      .flat()
  if (verb === null) return find(name, () => true)
  const wanted = verb === activate ? 'activate' : verb === deactivate ? 'deactivate' : 'open'
  const found = find(name, (does) => does === wanted)
  // A name may itself begin with a verb.
  return found.length > 0 ? found : find(name === '' ? '' : query, () => true)
}

type Does = 'open' | 'activate' | 'deactivate'

function commandsOf(card: ConnectorCard, actions: ConnectorActions): (Command & { does: Does })[] {
  const sign = { kind: 'entry', icon: card.icon, name: card.catalogName } as const
  const { configureNamed, viewNamed, activateNamed, deactivateNamed } = text.installed
  const label = (actions.isWriter ? configureNamed : viewNamed)(card.name)
  const open = { id: `open ${card.id}`, does: 'open', label, sign, run: () => actions.open(card) } as const
  if (!actions.isWriter) return [open]
  const [does, changeNamed] =
    card.status === 'active' ? (['deactivate', deactivateNamed] as const) : (['activate', activateNamed] as const)
  const run = () => actions.setStatus(card)
  return [open, { id: `status ${card.id}`, does, label: changeNamed(card.name), sign, run }]
}
