import { followRedirects } from '../../../helpers/services/redirects.ts'
import type { Row } from '../../row.ts'

export const redirects: Row = {
  fault: 'redirects of a tested service, most of them elsewhere',
  atLeast: 40,
  run: async () => {
    const { count, misses } = await followRedirects()
    return { done: count, misses }
  },
}
