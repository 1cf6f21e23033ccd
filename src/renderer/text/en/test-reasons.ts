import { testReasons, type TestSentences } from '../../../shared/reasons/test-reasons.ts'

/** Why a connection test fails, by reason; the English sentences are those of REST and the command line. */
export const testReasonsText: TestSentences = testReasons
