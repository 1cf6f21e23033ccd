import type { FormSchemas } from './form-store.ts'

/** Whether there is anything in the schemas that can be a secret; main marks every one of them. */
export const hasSecretFields = ({ configSchema, authSchema }: FormSchemas): boolean =>
  JSON.stringify([configSchema, authSchema]).includes('"writeOnly":true')
