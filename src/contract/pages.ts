import * as z from 'zod'
import { MAX_PAGE } from '../shared/pages.ts'
import { Id } from './common.ts'

/** The fields of an input that lists a page: at most `limit`, after what has the id `after`. */
export const Page = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE),
  after: Id.optional(),
}
