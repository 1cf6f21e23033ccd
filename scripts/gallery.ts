import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveSources } from './dev/serve.ts'

/** Serves one page with every state of cards, fields, notices and dialogs, on the data of the demo; see tests/gallery. */
const { values } = parseArgs({
  options: { port: { type: 'string' }, open: { type: 'boolean', default: true } },
  allowNegative: true,
})

const dataDir = mkdtempSync(join(tmpdir(), 'patchbay-gallery-'))
try {
  await serveSources({
    page: 'tests/gallery',
    dataDir,
    isDemo: true,
    ...(values.port !== undefined && { port: Number(values.port) }),
    open: values.open,
  })
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
