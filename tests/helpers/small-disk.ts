import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** A disk of a few megabytes, unmounted with `using`; null where none can be mounted. */
export function mountSmallDisk(path: string, megabytes: number): Disposable | null {
  mkdirSync(path)
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path])
  // Lazily, so that a file which a failed test has left open does not keep it.
  return status === 0 ? { [Symbol.dispose]: () => void spawnSync('umount', ['--lazy', path]) } : null
}
