import { userInfo } from 'node:os'
import type { Identity } from './ports.ts'

/** The account of the operating system that runs the program. */
export function systemIdentity(): Identity {
  const { username } = userInfo()
  return { id: username, name: username }
}
