/**
 * Frees what nothing refers to any more at once. Node overwrites the bytes of a key as it frees them, and a text that was
 * typed would else stay in memory until there is need for room. The session is one within this process; no port is opened.
 */
export async function collectGarbage(): Promise<void> {
  const { Session } = await import('node:inspector/promises')
  const session = new Session()
  session.connect()
  // Each collects in a later turn, and not at all once the session has ended. The second finds what the first released.
  await session.post('HeapProfiler.collectGarbage')
  await session.post('HeapProfiler.collectGarbage')
  session.disconnect()
}
