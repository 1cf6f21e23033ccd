import { type ErrorBody, appError, AppError } from '../../contract/errors.ts'

/** Turns a thrown value into an error with a code and a message to show. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : appError('unexpected_on_screen')

/** The error of an answer, where one stands inside of it. */
export const errorOf = (body: ErrorBody): AppError => new AppError(body)
