import { AppError } from '../../../contract/errors.ts'

const OLDEST = 22

/** Throws `unavailable` on a Node on which the database's native part would end the process without a word. */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST) return
  throw new AppError(
    'unavailable',
    `Patchbay needs Node ${OLDEST} or later, and this is Node ${version}. ` +
      'In the project itself, `npm run -s patchbay --` uses the Node that it needs',
  )
}
