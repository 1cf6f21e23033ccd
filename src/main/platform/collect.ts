import { Session } from 'node:inspector'

/**
 * Frees what nothing refers to any more at once. Node overwrites the bytes of a key as it frees them, and a text that was
 * typed would else stay in memory until there is need for room. The session is one within this process; no port is opened.
 */
export function collectGarbage(): void {
  const session = new Session()
  session.connect()
  session.post('HeapProfiler.collectGarbage')
  session.disconnect()
}
