import type { SecretState } from '../../../../src/contract/groups/connectors.ts'
import type { FieldMessages } from '../../../../src/contract/errors.ts'
import type { FormValue } from '../../../../src/renderer/forms/schema-form.tsx'
import type { EntrySchemas } from '../../../../src/shared/secret-places.ts'

/** The input of a test, set on the page before it loads. */
export interface FormCase {
  schemas: EntrySchemas
  config?: Record<string, unknown>
  secrets?: SecretState[]
  isNew?: boolean
  errors?: FieldMessages
  disabled?: boolean
  /** Renders bare @rjsf/core instead, to compare speed with. */
  isBare?: boolean
}

declare global {
  interface Window {
    formCase: FormCase
    formValue: FormValue | undefined
    submitted: FormValue[]
    /** Shows another form in place of the one that is there, from its beginning. */
    showForm(formCase: FormCase): void
    setErrors(errors: FieldMessages): void
    paintedAfter: number | undefined
  }
}
