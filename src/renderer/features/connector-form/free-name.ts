import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { nameKey } from '../../../shared/names.ts'

/** The entry's name, or the first of "name 2", "name 3" … that no connector has. */
export function freeName(name: string, cards: readonly ConnectorCard[]): string {
  const names = new Set(cards.map((card) => nameKey(card.name)))
  let candidate = name
  for (let number = 2; names.has(nameKey(candidate)); number++) candidate = `${name} ${number}`
  return candidate
}
