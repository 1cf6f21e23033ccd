import { AppError } from '../../contract/errors.ts'

/** A name as it is compared: NFC, trimmed, case folded. */
export const nameKey = (name: string): string =>
  name.normalize('NFC').trim().toUpperCase().toLowerCase().normalize('NFC')

/** The error for a name that is taken, with its message at the name field. */
export const nameTaken = (what: string, name: string): AppError =>
  new AppError('conflict', `${what} named ${name} already exists`, { fields: { name: ['is already in use'] } })

/** Whether SQLite refused a row because of a unique index. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE'
