import { findingReasons, type FindingSentences, findingTitles } from '../../../../shared/text/findings.ts'

/** What the doctor finds. */
export const findingsText: { titles: typeof findingTitles; sentences: FindingSentences } = {
  titles: findingTitles,
  sentences: findingReasons,
}
