import type { Row } from './row.ts'
import { bitFlips } from './rows/bit-flips.ts'
import { clock } from './rows/clock.ts'
import { crossWorkspace } from './rows/cross-workspace.ts'
import { diskFull, pagesFull } from './rows/disk-full.ts'
import { exportsFull, exportsKilled } from './rows/exports.ts'
import { fsync } from './rows/fsync.ts'
import { fuzz } from './rows/fuzz.ts'
import { kill } from './rows/kill.ts'
import { migration } from './rows/migration.ts'
import { newer } from './rows/newer.ts'
import { twoInstances } from './rows/two-instances.ts'
import { wal } from './rows/wal.ts'

/** Every fault that the store must survive. */
export const ROWS: Row[] = [
  kill,
  wal,
  fsync,
  migration,
  newer,
  diskFull,
  pagesFull,
  bitFlips,
  twoInstances,
  exportsKilled,
  exportsFull,
  clock,
  fuzz,
  crossWorkspace,
]
