import { validate } from '@cfworker/json-schema'

/**
 * Interprets schemas, since the page's policy forbids the code that Ajv would compile. It decides which condition or
 * branch applies; main alone decides what is valid, so the form never validates with it.
 */
export const validator = {
  isValid(schema: object, data: unknown): boolean {
    try {
      return validate(data ?? {}, schema, '7', undefined, true).valid
    } catch {
      return false
    }
  },
}
