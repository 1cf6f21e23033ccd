import type { SignInCause } from '../../../shared/reasons/sign-in-reasons.ts'
import type { TestCause } from '../../../shared/reasons/test-reasons.ts'

/** Why a sign-in failed, with the field that it is about. */
export interface Failure {
  cause: SignInCause | TestCause
  field: string | null
}

export const isFailure = (value: object): value is Failure => 'cause' in value
