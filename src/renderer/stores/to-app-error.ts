import { appError, AppError } from '../../contract/errors.ts'

/** Turns a thrown value into an error with a code and a message to show. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : appError('unexpected_on_screen')
