import { createTestWording, type FailedTest, type TestSentences } from '../../shared/reasons/test-reasons.ts'

/** The function that words failed tests in one language for the detail of an entry of the history, which had no values in an older version; null for a test that worked. */
export const createDetailWording = (sentences: TestSentences) => {
  const wordTest = createTestWording(sentences)
  return ({ ok, reason, values, message }: Record<string, unknown>): string | null => {
    if (ok === true || typeof message !== 'string') return null
    const isWordable = typeof reason === 'string' && typeof values === 'object' && values !== null
    return isWordable ? wordTest({ reason, values: values as FailedTest['values'], message }) : message
  }
}
