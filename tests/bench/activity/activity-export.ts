import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

/**
 * Exports the history of a workspace in a database file, and prints as JSON how long it took, how long it held the event
 * loop at most (both in milliseconds), and how much the memory of this process grew (in MB).
 */
const NS_PER_MS = 1e6
const [file = '', workspaceId = ''] = process.argv.slice(2)
using directory = temporaryDirectory()
const out = join(directory.path, 'activity.ndjson')
const { app, api } = createTestApp({
  store: openTestStore(file),
  host: { openExport: () => openAtomicFile(out) },
})
// A small export first: what is loaded and compiled once belongs to the program.
await api.activity.export({ workspaceId, format: 'ndjson', kind: 'key' })
globalThis.gc?.()
const before = process.memoryUsage().rss
let peak = before
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const start = performance.now()
await api.activity.export({ workspaceId, format: 'ndjson' })
const milliseconds = performance.now() - start
delay.disable()
clearInterval(watch)
console.log(JSON.stringify({ hold: delay.max / NS_PER_MS, extra: (peak - before) / 1024 / 1024, milliseconds }))
await app.close()
