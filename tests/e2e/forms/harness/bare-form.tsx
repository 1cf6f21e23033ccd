import Form from '@rjsf/core'
import type { RJSFSchema } from '@rjsf/utils'
import { rjsfValidator } from '../../../../src/renderer/forms/rjsf.ts'

/** The library's own form on the same schema, to compare speed with. */
export const BareForm = ({ schema }: { schema: RJSFSchema }) => (
  <Form schema={schema} validator={rjsfValidator} noValidate />
)
