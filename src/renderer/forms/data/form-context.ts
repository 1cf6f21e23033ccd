import { createContext, useContext } from 'react'
import type { FormStore } from './form-store.ts'
import type { Path } from '../../../shared/path.ts'
import type { SecretDecisions } from './secrets.ts'

/** What fields ask of the form as a whole; never changes while the form lives. */
export interface FormActions extends Pick<
  FormStore,
  'compilers' | 'isNew' | 'updateSecrets' | 'storedBranch' | 'chosenBranch' | 'noteBranch'
> {
  formId: string
}

/** Asks every fold on the way to a path to open; the counter tells a later wish from an earlier click. */
export interface Reveal {
  path: Path
  count: number
}

const missing = (): never => {
  throw new Error('This component belongs inside a SchemaForm')
}

export const FormActionsContext = createContext<FormActions | null>(null)
export const SecretsContext = createContext<SecretDecisions | null>(null)
/** What is wrong with a group as a whole; rjsf keeps that from the templates of groups. */
export const GroupErrorsContext = createContext<string[] | undefined>(undefined)
export const RevealContext = createContext<Reveal>({ path: [], count: 0 })

export const useFormActions = (): FormActions => useContext(FormActionsContext) ?? missing()
export const useSecrets = (): SecretDecisions => useContext(SecretsContext) ?? missing()
