import { appError, type AppError, fieldError } from '../../contract/errors.ts'
import { nameKey } from '../../shared/names.ts'

/** The error for a name that is taken, with its message at the name field. */
export const nameTaken = (what: 'workspace' | 'connector', name: string): AppError =>
  appError(`${what}_name_taken`, { name }, { fields: { name: [fieldError('name_taken')] } })

/** Hands out names among those that are taken, by their keys: the wanted one, or the first free one like it. */
export function createFreeNames(keys: string[]): (name: string) => string {
  const keysInUse = new Set(keys)
  return (name) => {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name} (${count})`
      const key = nameKey(candidate)
      if (keysInUse.has(key)) continue
      keysInUse.add(key)
      return candidate
    }
  }
}

const MAX_FILE_NAME = 60

/** A workspace's name as part of a file name that every system accepts: `Ärzte & Co.` becomes `ärzte-co`. */
export const toFileName = (workspaceName: string): string =>
  workspaceName
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_FILE_NAME) || 'workspace'
