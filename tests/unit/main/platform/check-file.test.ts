import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { checkFile } from '../../../../src/main/platform/check-file.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'

test('a file that another process takes away at the same time is as good as none', async () => {
  using directory = temporaryDirectory()
  const path = join(directory.path, 'patchbay.db-shm')
  const other = new Worker(
    `const { rmSync, writeFileSync } = require('node:fs')
     const { parentPort, workerData } = require('node:worker_threads')
     parentPort.postMessage('begun')
     for (;;) {
       writeFileSync(workerData, '')
       rmSync(workerData)
     }`,
    { eval: true, workerData: path },
  )
  await once(other, 'message')
  for (let time = 0; time < 20_000; time += 1) expect(() => checkFile(path)).not.toThrow()
  await other.terminate()
})
