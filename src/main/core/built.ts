import type { Procedure } from '../../contract/define.ts'
import type { Place } from '../../shared/path.ts'

/** What a call is checked by, without its schemas. */
export interface KnownProcedure extends Omit<Procedure, 'route' | 'summary' | 'input' | 'output'> {
  /** Whether it works in one workspace. */
  isScoped: boolean
  passphrases: readonly Place[]
  /** Whether an input is just what its schema would make of it. */
  acceptsInput(input: unknown): boolean
  /** Whether an answer is just what its view names. */
  accepts(answer: unknown): boolean
}

/** What the build works out, which no start of the program has to. */
interface Built {
  /** What calls are checked by, each loaded when it is first needed. */
  procedures: Readonly<Record<string, () => KnownProcedure>>
  /** The migrations in their order. */
  migrations: readonly { name: string; hash: string }[]
  /** The built-in entries. */
  seeds: readonly { key: string; hash: string }[]
}

/** Null in the sources; the build writes this module (`build/built.ts`). */
export const built = null as Built | null
