import type { Row } from './row.ts'
import { bitFlips } from './rows/bit-flips.ts'
import { canaries } from './rows/canaries.ts'
import { clock } from './rows/clock.ts'
import { crossWorkspace } from './rows/cross-workspace.ts'
import { diskFull, pagesFull } from './rows/disk/disk-full.ts'
import { exportsFull, exportsKilled } from './rows/exports.ts'
import { firstStart } from './rows/first-start.ts'
import { fsync } from './rows/fsync.ts'
import { fullStart } from './rows/disk/full-start.ts'
import { fuzz } from './rows/fuzz.ts'
import { engineFaults, keyringFaults } from './rows/keychain.ts'
import { handOverKilled } from './rows/hand-over.ts'
import { kill } from './rows/kill.ts'
import { cancelledPrompts } from './rows/secrets/cancelled-prompts.ts'
import { restoreKilled, rotationKilled } from './rows/secrets/kill-secrets.ts'
import { lockedMemory, unusedMemory } from './rows/secrets/locked-memory.ts'
import { migration } from './rows/migration.ts'
import { newer } from './rows/newer.ts'
import { rotatedBackups } from './rows/secrets/rotated-backups.ts'
import { otherAccounts } from './rows/other-accounts.ts'
import { moved, tampered } from './rows/tampered.ts'
import { traces } from './rows/secrets/traces.ts'
import { twoInstances } from './rows/two-instances.ts'
import { emptyTokens } from './rows/services/empty-tokens.ts'
import { redirects } from './rows/services/redirects.ts'
import { refreshKilled } from './rows/services/refresh-killed.ts'
import { serviceCanaries } from './rows/services/service-canaries.ts'
import { sharedKilled } from './rows/services/shared-killed.ts'
import { updates } from './rows/updates.ts'
import { versions } from './rows/versions.ts'
import { wal } from './rows/wal.ts'

/** Every fault that the store and the secrets in it must survive. */
export const ROWS: Row[] = [
  kill,
  wal,
  fsync,
  firstStart,
  migration,
  versions,
  newer,
  diskFull,
  pagesFull,
  fullStart,
  bitFlips,
  twoInstances,
  exportsKilled,
  exportsFull,
  clock,
  fuzz,
  crossWorkspace,
  otherAccounts,
  tampered,
  moved,
  keyringFaults,
  engineFaults,
  cancelledPrompts,
  canaries,
  rotationKilled,
  restoreKilled,
  rotatedBackups,
  traces,
  lockedMemory,
  unusedMemory,
  handOverKilled,
  updates,
  refreshKilled,
  sharedKilled,
  emptyTokens,
  redirects,
  serviceCanaries,
]
