import type { ErrorBody } from '../../../contract/errors.ts'
import { isStoreReason, STORE_REASONS } from '../../../contract/store-reasons.ts'

const RESTORE = [
  'patchbay doctor                  says more',
  'patchbay backup list             names the backups of the whole database',
  'patchbay backup restore NAME     puts one in its place; what is there now is kept',
  'patchbay backup start-over       begins with an empty one; what is there now is kept',
]
const ELSEWHERE = ['--data-dir DIR                   names another data directory']

const DOCTOR = ['patchbay doctor                  says more']

const PASSPHRASE = ['--passphrase-file FILE           gives the passphrase of the workspace']

/** The commands and options that lead out of a problem of the data as a whole or of a key, in the words of the command line. */
export function adviceFor({ code, reason, message }: ErrorBody): string[] {
  if (code === 'locked') return PASSPHRASE
  if (!isStoreReason(reason)) return []
  if (STORE_REASONS[reason] === 'restore') return RESTORE
  if (reason === 'in_the_way') return DOCTOR
  // The same reasons are told of files that are exported, which have nothing to do with the data directory.
  return message.startsWith('The data directory ') ? ELSEWHERE : []
}
