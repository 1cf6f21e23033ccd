import { validate, type Schema } from '@cfworker/json-schema'
import type { ValidatorType } from '@rjsf/utils'

/**
 * Interprets schemas, since the page's policy forbids the code that Ajv would compile. It decides which condition or
 * branch applies; main alone decides what is valid, so the form never validates with it.
 */
export const validator: ValidatorType<unknown> = {
  isValid(schema, formData) {
    try {
      return validate(formData ?? {}, schema as Schema, '7', undefined, true).valid
    } catch {
      return false
    }
  },
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
}
