import v8 from 'node:v8'
import vm from 'node:vm'

/**
 * Frees what nothing refers to any more at once. Node overwrites the bytes of a key as it frees them, and a text that was
 * typed would else stay in memory until there is need for room.
 */
export function collectGarbage(): void {
  if (globalThis.gc) {
    globalThis.gc()
    return
  }
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as () => void
  v8.setFlagsFromString('--no-expose-gc')
  collect()
}
