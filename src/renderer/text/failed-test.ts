import type { TestResult } from '../../contract/groups/connection-tests.ts'
import { isTestReason, testSentence, type TestSentences } from '../../shared/reasons/test-reasons.ts'

type Sentence = (values: unknown) => string

/** What the words of a failed test are made of. */
export type FailedTest = Pick<TestResult, 'values' | 'message'> & { reason: string | null }

/** The function that words failed tests in one language, from its sentences for every reason. */
export const createTestWording =
  (sentences: TestSentences) =>
  ({ reason, values, message }: FailedTest): string => {
    if (reason === null || !isTestReason(reason)) return message ?? ''
    // An entry knows its service better than the program, and has its sentences in one language.
    const isOfEntry = message !== null && message !== testSentence({ reason, values })
    return isOfEntry ? message : (sentences[reason] as Sentence)(values)
  }

/** The same for the detail of an entry of the history, which had no values in an older version; null for a test that worked. */
export const createDetailWording = (sentences: TestSentences) => {
  const wordTest = createTestWording(sentences)
  return ({ ok, reason, values, message }: Record<string, unknown>): string | null => {
    if (ok === true || typeof message !== 'string') return null
    const isWordable = typeof reason === 'string' && typeof values === 'object' && values !== null
    return isWordable ? wordTest({ reason, values: values as FailedTest['values'], message }) : message
  }
}
