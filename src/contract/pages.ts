import * as z from 'zod'
import { MAX_PAGE } from '../shared/limits.ts'
import { Id } from './common.ts'

/**
 * The fields of an input that lists a page: at most `limit`, `MAX_PAGE` unless given, after what has the id `after`. REST
 * answers the whole list where neither is given.
 */
export const Page = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).optional(),
  after: Id.optional(),
}
