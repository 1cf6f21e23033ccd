// The start of a package on the Electron of scripts/real-electron, which is older than the one that the program is for.
import { createRequire } from 'node:module'
import { join } from 'node:path'

createRequire(import.meta.url)(join(process.resourcesPath, 'older', 'compat.cjs'))
await import('./out/main/index.js')
