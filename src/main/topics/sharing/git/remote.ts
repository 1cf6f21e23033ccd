import { appError } from '../../../../contract/errors.ts'
import { servedBy } from './settings.ts'

/**
 * Addresses that git reaches with the person's own ssh or credential helper. No password, which would land in settings,
 * arguments and logs, no option, and no helper that is a program.
 */
const REMOTES = [
  /^https:\/\/(?![^/]*:[^/]*@)[^\s-]\S*$/,
  /^ssh:\/\/(?![^/]*:[^/]*@)[^\s-]\S*$/,
  /^file:\/\/\/\S+$/,
  /^\/[^\0\n]+$/,
  /^[A-Za-z]:[\\/][^\0\n]+$/,
  /^[\w.][\w.-]*@[\w.][\w.-]*:[^\s:-]\S*$/,
]

const FOLDER = /^(?:\/|file:|[A-Za-z]:[\\/])/

/** The address itself. Throws `invalid` for one that is not taken. */
export function checkRemote(remote: string): string {
  if (!REMOTES.some((form) => form.test(remote))) throw appError('bad_remote')
  return remote
}

/** Whether an address is a path of this computer. */
export const isFolder = (remote: string): boolean => FOLDER.test(remote)

/** How the far end of a call is started where that is a folder. */
export const farEnd = (remote: string, service: 'upload-pack' | 'receive-pack'): string[] =>
  isFolder(remote) ? [`--${service}=${servedBy(service)}`] : []
