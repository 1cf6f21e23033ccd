import type { FileFault } from '../../shared/files/file-faults.ts'
import { isProblemCode, problemSentences, withDetail } from '../../shared/problems.ts'
import * as english from './en/files/problems.ts'
import { faultMessage } from './file-fault-wording.ts'
import { inLanguage } from './language.ts'

interface WordableProblem {
  code: string
  message: string
  detail?: FileFault | undefined
}

/** The function that words what lint has found in one language, from its sentences for every code and for faults. */
export const createProblemWording =
  (sentences: typeof problemSentences, wordFault: (fault: FileFault) => string) =>
  ({ code, message, detail }: WordableProblem): string => {
    if (!isProblemCode(code)) return message
    if (detail) return withDetail(sentences[code], wordFault(detail))
    // What stands behind the sentence are names and values of the entry.
    return message.replace(problemSentences[code], () => sentences[code])
  }

const { problemsText } = inLanguage(english)

/** What lint has found, in the language of the screens. */
export const problemMessage = createProblemWording(problemsText, faultMessage)
