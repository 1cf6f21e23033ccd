import type { Procedure } from '../../contract/define.ts'
import { contract } from '../../contract/index.ts'
import { passphrasePlaces } from '../../contract/passphrase.ts'
import type { Place } from '../../shared/path.ts'

/** Where the input of a procedure, by its full name, has passphrases; nowhere where there is no such procedure. */
export const passphrasesOf = (name: string): Place[] => {
  const [group = '', own = ''] = name.split('.')
  const procedures = Object.hasOwn(contract, group) ? contract[group as keyof typeof contract] : {}
  if (!Object.hasOwn(procedures, own)) return []
  return passphrasePlaces((procedures as Record<string, Procedure>)[own]?.input)
}
