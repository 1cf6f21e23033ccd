import { bundleChildren } from './bundle.ts'
import { ROWS } from './rows.ts'
import type { Outcome } from './row.ts'

process.umask(0o077)

/** With `--quick`, a small part of every row; the counts that each must reach hold for the whole. */
const isQuick = process.argv.includes('--quick')
const words = process.argv.slice(2).filter((word) => word !== '--quick')
const rows = words.length > 0 ? ROWS.filter(({ fault }) => words.some((word) => fault.includes(word))) : ROWS
const SHOWN_MISSES = 5

const print = (fault: string, done: string, result: string, seconds: string) =>
  console.log(`| ${fault.padEnd(58)} | ${done.padStart(6)} | ${result.padEnd(30)} | ${seconds.padStart(7)} |`)

const started = performance.now()
let failed = 0
await bundleChildren()
print('fault', 'done', 'result', 'seconds')
print('-'.repeat(58), '-'.repeat(6), '-'.repeat(30), '-'.repeat(7))
for (const { fault, atLeast, run } of rows) {
  const start = performance.now()
  const outcome = await run(isQuick ? 'quick' : 'full').catch((error: unknown): Outcome => {
    console.error(error)
    return { done: 0, misses: ['the row itself failed'] }
  })
  const tooFew = !isQuick && !outcome.skipped && outcome.done < atLeast
  if (tooFew) outcome.misses.push(`done ${outcome.done} times and not ${atLeast}`)
  if (outcome.misses.length > 0) failed += 1
  const result = outcome.skipped ? `skipped: ${outcome.skipped}` : `${outcome.misses.length} misses`
  print(fault, String(outcome.done), result, ((performance.now() - start) / 1000).toFixed(1))
  for (const miss of outcome.misses.slice(0, SHOWN_MISSES)) console.log(`    ${miss}`)
}
console.log(`\n${rows.length} rows, ${failed} missed, ${((performance.now() - started) / 1000).toFixed(0)} s`)
process.exitCode = failed === 0 ? 0 : 1
