import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface SmallDisk extends Disposable {
  /** Takes all room but for some bytes, with a file that `free` removes. */
  fill(leaving: number): void
  free(): void
  remount(option: 'ro' | 'rw'): void
}

/** A disk of a few megabytes, unmounted with `using`; null where none can be mounted. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk | null {
  mkdirSync(path)
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status === 0
  const filler = join(path, 'filler')
  if (!mount(`size=${megabytes}m`)) return null
  return {
    fill: (leaving) => {
      const { bavail, bsize } = statfsSync(path)
      try {
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaving)))
      } catch {
        // Something else took some of the room in between; the disk is then as full as can be.
      }
    },
    free: () => rmSync(filler, { force: true }),
    remount: (option) => void mount(`remount,${option}`),
    // Lazily, so a file that a failed test has left open does not keep it.
    [Symbol.dispose]: () => void spawnSync('umount', ['--lazy', path]),
  }
}
