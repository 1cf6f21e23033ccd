import { AppError } from '../../contract/errors.ts'
import { text } from '../text/text.ts'

/** Turns a thrown value into an error with a code and a message to show. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal', text.app.unexpected)
