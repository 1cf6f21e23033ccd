import type { ConnectorCard } from '../../contract/groups/connectors.ts'
import { createTestWording } from '../../shared/reasons/test-reasons.ts'
import * as english from './en/test-reasons.ts'
import { inLanguage } from './language.ts'

const { testReasonsText } = inLanguage(english)

/** Why a test failed, in the language of the screens. */
export const testMessage = createTestWording(testReasonsText)

/** Why a connector fails, in the language of the screens where a test has found it out; empty where nothing is known. */
export const statusReason = ({
  statusMessage: message,
  statusCause: cause,
}: Pick<ConnectorCard, 'statusMessage' | 'statusCause'>): string =>
  message === null || cause === null ? (message ?? '') : testMessage({ ...cause, message })
