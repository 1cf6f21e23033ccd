import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { connectorFields } from '../../../shared/search/connector-fields.ts'
import { statusReason } from '../../text/test-wording.ts'

/** What the search reads of a card, as the screens show it. */
export const cardFields = (card: ConnectorCard): string[] =>
  connectorFields(card.statusCause === null ? card : { ...card, statusMessage: statusReason(card) })
