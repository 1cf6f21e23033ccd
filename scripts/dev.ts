import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveSources } from './dev/serve.ts'
import { PROJECT } from './run-step.ts'

/** Serves the screens and the program from their sources, with data of its own unless `--data-dir` names a directory. */
const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    demo: { type: 'boolean', default: false },
    port: { type: 'string' },
    open: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

await serveSources({
  page: 'src/renderer',
  dataDir: values['data-dir'] ?? join(PROJECT, '.dev', values.demo ? 'demo' : 'data'),
  isDemo: values.demo,
  ...(values.port !== undefined && { port: Number(values.port) }),
  open: values.open,
})
