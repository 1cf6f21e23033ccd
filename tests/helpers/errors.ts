import { AppError, type ErrorBody } from '../../src/contract/errors.ts'

/** The error that a call is refused with; fails when it is not refused. */
export async function refusal(call: Promise<unknown>): Promise<ErrorBody> {
  try {
    await call
  } catch (error) {
    if (error instanceof AppError) return error.toBody()
    throw error
  }
  throw new Error('The call was expected to be refused')
}
