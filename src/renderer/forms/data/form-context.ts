import { createContext, useContext } from 'react'
import type { FormStore } from './form-store.ts'
import type { Path } from '../../../shared/path.ts'
import type { SecretDecisions } from './secrets.ts'

/** The actions of the form for its fields; the same object as long as the form exists. */
export interface FormActions extends Pick<
  FormStore,
  'change' | 'compilers' | 'isNew' | 'updateSecrets' | 'storedBranch' | 'chosenBranch' | 'noteBranch'
> {
  formId: string
}

/** Opens every fold on the way to a path; `count` distinguishes repeated requests for the same path. */
export interface Reveal {
  path: Path
  count: number
}

/** Asks somebody else for secrets. */
export interface Asking {
  ask(path: string): void
  /** What is known of a secret that somebody is, or will be, asked for; undefined for no other. */
  note(path: string): string | undefined
  /** Takes back that somebody will be asked; absent where they were asked already. */
  undo?: (path: string) => void
}

const missing = (): never => {
  throw new Error('This component belongs inside a SchemaForm')
}

export const FormActionsContext = createContext<FormActions | null>(null)
export const SecretsContext = createContext<SecretDecisions | null>(null)
/** The errors of a group itself, which rjsf does not pass to the templates of groups. */
export const GroupErrorsContext = createContext<string[] | undefined>(undefined)
/** Whether the optional fields at the root of a section are folded even where it has no others. */
export const FoldsOptionalContext = createContext(false)
/** Null where nobody can be asked for a secret. */
export const AskingContext = createContext<Asking | null>(null)
export const RevealContext = createContext<Reveal>({ path: [], count: 0 })

export const useFormActions = (): FormActions => useContext(FormActionsContext) ?? missing()
export const useSecrets = (): SecretDecisions => useContext(SecretsContext) ?? missing()
