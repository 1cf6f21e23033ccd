import type { ErrorBody } from '../../../contract/errors.ts'
import { isStoreReason, STORE_REASONS, type StoreReason } from '../../../contract/store-reasons.ts'

const RESTORE = [
  'patchbay doctor                  says more',
  'patchbay backup list             names the backups of the whole database',
  'patchbay backup restore NAME     puts one in its place; what is there now is kept',
  'patchbay backup start-over       begins with an empty one; what is there now is kept',
]
const ELSEWHERE = ['--data-dir DIR                   names another data directory']

const BY_WAY_OUT: Record<(typeof STORE_REASONS)[StoreReason], string[]> = {
  restore: RESTORE,
  elsewhere: ELSEWHERE,
  update: [],
  retry: ['patchbay doctor                  says more'],
}

const BY_REASON: Partial<Record<StoreReason, string[]>> = {
  in_use: ELSEWHERE,
  no_permission: ELSEWHERE,
  restoring: [],
}

/** The commands that lead out of a problem of the data as a whole, in the words of the command line. */
export const adviceFor = ({ reason }: ErrorBody): string[] =>
  isStoreReason(reason) ? (BY_REASON[reason] ?? BY_WAY_OUT[STORE_REASONS[reason]]) : []
