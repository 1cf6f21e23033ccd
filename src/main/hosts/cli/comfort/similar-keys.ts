import { appError, AppError } from '../../../../contract/errors.ts'
import type { AppApi } from '../../../../contract/index.ts'
import { namesLike } from '../suggest.ts'

/** Runs work on a catalog entry; where there is none with its key, the error names the keys like it. */
export async function withSimilarKeys<T>(api: AppApi, key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== 'no_entry') throw error
    const keys = (await api.catalog.list({})).map((entry) => entry.key)
    throw appError('no_entry_named', { name: key, similar: namesLike(key, keys) })
  }
}
