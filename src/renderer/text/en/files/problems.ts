import { problemSentences } from '../../../../shared/problems.ts'

/** What lint says of an entry, by code; the English sentences are those of REST and the command line. */
export const problemsText = problemSentences
