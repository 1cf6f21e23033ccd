import { userInfo } from 'node:os'
import type { Identity } from './ports.ts'

/**
 * The account of the operating system that runs the program: by its name or, where the system lists no account of that
 * number, as in many containers, by the number.
 */
export function systemIdentity(): Identity {
  try {
    const { username } = userInfo()
    return { id: username, name: username }
  } catch {
    const number = `account ${process.getuid?.() ?? 'unknown'}`
    return { id: number, name: number }
  }
}
