import { randomUUID } from 'node:crypto'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import type { compileCheck } from './check.ts'
import { isHarmless } from './harmless.ts'

type Check = ReturnType<typeof compileCheck>

const MAX_COMPILED = 100

/** Compiles the checks of harmless entries in this thread; null for the others. `key` must change when the schemas change. */
export function createHarmlessChecks(): (entry: EntrySchemas & { key: string }) => Promise<Check | null> {
  /** Stands for a stored secret; nobody can enter it. */
  const token = randomUUID()
  const known = new Map<string, Check | null>()
  return async ({ key, ...schemas }) => {
    const there = known.get(key)
    if (there !== undefined) return there
    // Ajv is loaded when it is needed, as no start of the program waits for it.
    const check = isHarmless(schemas) ? (await import('./check.ts')).compileCheck(schemas, token) : null
    const oldest = known.keys().next()
    if (known.size >= MAX_COMPILED && !oldest.done) known.delete(oldest.value)
    known.set(key, check)
    return check
  }
}
