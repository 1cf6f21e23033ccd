import type { Place } from '../../shared/path.ts'
import { findProcedure } from '../app/procedures.ts'

/** Where the input of a procedure, by its full name, has passphrases; nowhere where there is no such procedure. */
export const passphrasesOf = (name: string): readonly Place[] => findProcedure(name)?.passphrases ?? []
