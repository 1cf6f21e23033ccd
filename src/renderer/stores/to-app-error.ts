import { AppError } from '../../contract/errors.ts'
import { text } from '../text/text.ts'

/** Whatever was thrown, as an error with a code and a sentence to show. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal', text.app.unexpected)
