import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { matchRanges } from '../../../shared/search/match-ranges.ts'
import { statusReason } from '../../text/test-wording.ts'

/** What of a connector matches a search and is in neither its name nor its identity: tags, type, error, persons. */
export function matchNotes(card: ConnectorCard, terms: readonly string[]): string[] {
  if (terms.length === 0) return []
  const people = new Set([card.createdByName, card.updatedByName])
  const others = [...card.tags, card.catalogName, statusReason(card), ...people]
  return others.filter((words) => matchRanges(words, terms).length > 0)
}
