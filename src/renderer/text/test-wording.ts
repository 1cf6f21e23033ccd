import type { TestResult } from '../../contract/groups/connection-tests.ts'
import { isTestReason, testSentence, type TestSentences } from '../../shared/reasons/test-reasons.ts'
import * as english from './en/test-reasons.ts'
import { inLanguage } from './language.ts'

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

const { testReasonsText } = inLanguage(english)

/** Why a test failed, in the language of the screens. */
export const testMessage = createTestWording(testReasonsText)
