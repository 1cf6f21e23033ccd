import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { startChild } from '../child.ts'
import { placeIn } from '../program.ts'
import { createTally, type Row } from '../row.ts'

export const fsync: Row = {
  fault: 'acknowledged writes, each fsynced before (strace)',
  atLeast: 100,
  run: async (scale) => {
    const tally = createTally()
    if (spawnSync('strace', ['-V']).status !== 0) return { ...tally.outcome, skipped: 'no strace' }
    using directory = temporaryDirectory()
    const trace = join(directory.path, 'trace')
    const command = ['strace', '-f', '-y', '-e', 'trace=fsync,fdatasync,write', '-o', trace, process.execPath]
    const steps = scale === 'full' ? 100 : 10
    const child = startChild('acknowledge', { place: placeIn(directory.path), steps }, { command })
    child.stdout!.resume()
    const [code] = (await once(child, 'exit')) as [number | null]
    if (!tally.expect(code === 0, `strace ended with ${code}`)) return tally.outcome
    let synced = false
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      if (/ write\(1<.*"ready/.test(line)) synced = false
      if (/ (fsync|fdatasync)\(\d+<.*patchbay\.db(-wal)?>/.test(line)) synced = true
      const acknowledged = / write\(1<.*"acknowledged (\d+)/.exec(line)
      if (!acknowledged) continue
      tally.did()
      tally.expect(synced, `write ${acknowledged[1]} was acknowledged before it was on the disk`)
      synced = false
    }
    return tally.outcome
  },
}
