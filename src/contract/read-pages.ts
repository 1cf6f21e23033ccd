import { AppError } from '../shared/errors.ts'
import { MAX_PAGE } from '../shared/limits.ts'

/** How often a list is begun again where the end of a page has been deleted for good in between. */
const TRIES = 3

/** Reads a list to its end, page by page. Throws what a call throws. */
export async function readPages<T extends { id: string }>(
  read: (page: { after?: string }) => Promise<T[]>,
): Promise<T[]> {
  for (let left = TRIES - 1; ; left -= 1) {
    const all: T[] = []
    try {
      let page = await read({})
      all.push(...page)
      while (page.length === MAX_PAGE) {
        page = await read({ after: page.at(-1)?.id ?? '' })
        all.push(...page)
      }
      return all
    } catch (error) {
      const isGone = error instanceof AppError && error.code === 'not_found' && all.length > 0
      if (!isGone || left === 0) throw error
    }
  }
}
