import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface SmallDisk extends Disposable {
  /** Takes all room but for some bytes, with a file that `free` removes. */
  fill(leaving: number): void
  /** Takes what has become free since then, with a second file that `free` removes. */
  fillMore(): void
  free(): void
  remount(option: 'ro' | 'rw'): void
}

/** A disk of a few megabytes, unmounted with `using`; null where none can be mounted. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk | null {
  mkdirSync(path)
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status === 0
  const fillers = [join(path, 'filler'), join(path, 'more')] as const
  if (!mount(`size=${megabytes}m`)) return null
  const fill = (filler: string, leaving: number) => {
    const { bavail, bsize } = statfsSync(path)
    try {
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaving)))
    } catch {
      // Something else took some of the room in between; the disk is then as full as can be.
    }
  }
  return {
    fill: (leaving) => fill(fillers[0], leaving),
    fillMore: () => fill(fillers[1], 0),
    free: () => fillers.forEach((filler) => rmSync(filler, { force: true })),
    remount: (option) => void mount(`remount,${option}`),
    // Lazily, so a file that a failed test has left open does not keep it.
    [Symbol.dispose]: () => void spawnSync('umount', ['--lazy', path]),
  }
}
