import { isProblemCode, problemSentences } from '../../shared/problems.ts'
import * as english from './en/files/problems.ts'
import { inLanguage } from './language.ts'

/** The function that words what lint has found in one language, from its sentences for every code. */
export const createProblemWording =
  (sentences: typeof problemSentences) =>
  ({ code, message }: { code: string; message: string }): string =>
    // What stands behind the sentence names things of the entry.
    isProblemCode(code) ? message.replace(problemSentences[code], () => sentences[code]) : message

const { problemsText } = inLanguage(english)

/** What lint has found, in the language of the screens. */
export const problemMessage = createProblemWording(problemsText)
