import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleChildren } from './bundle.ts'
import { ROWS } from './rows.ts'
import type { Outcome } from './row.ts'

/** With `--quick`, a small part of every row; the counts that each must reach hold for the whole. */
const isQuick = process.argv.includes('--quick')
/** With `--write`, the table of a whole run becomes RESULTS.md. */
const isWritten = process.argv.includes('--write')
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const rows = words.length > 0 ? ROWS.filter(({ fault }) => words.some((word) => fault.includes(word))) : ROWS
const SHOWN_MISSES = 5

const results = new URL('RESULTS.md', import.meta.url)
if (isWritten && (isQuick || words.length > 0)) throw new Error('Only a whole run can be written')

const table: string[] = []
const print = (fault: string, done: string, result: string, seconds: string) => {
  const line = `| ${fault.padEnd(58)} | ${done.padStart(6)} | ${result.padEnd(30)} | ${seconds.padStart(7)} |`
  table.push(line)
  console.log(line)
}

const started = performance.now()
let failed = 0
await bundleChildren()
// What is built before is for everybody who can read the project; what the rows make is not.
process.umask(0o077)
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
const summary = `${rows.length} rows, ${failed} missed, ${((performance.now() - started) / 1000).toFixed(0)} s`
console.log(`\n${summary}`)
if (isWritten) {
  writeFileSync(results, toResults(table, summary), { mode: 0o644 })
  spawnSync('npx', ['oxfmt', fileURLToPath(results)], { stdio: 'inherit' })
} else if (!isQuick) for (const difference of differences(readFileSync(results, 'utf8'))) console.log(difference)
process.exitCode = failed === 0 ? 0 : 1

/** The page with the table of this run. */
function toResults(lines: string[], last: string): string {
  const where = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${new Date().toISOString().slice(0, 10)}`
  return `# Results of the fault table

Written by \`npm run test:faults -- --write\` from a whole run (${where}). Each row causes one fault many times and counts
what then goes otherwise than SECURITY.md promises; a row that cannot be run on a system says why.

${lines.join('\n')}

${last}
`
}

/** Rows that are new since the results were written, or whose result or number is another one. */
function differences(written: string): string[] {
  const cellsOf = (text: string) =>
    text.split('\n').flatMap((line) => {
      const [, fault = '', done = '', result = ''] = line.split('|').map((cell) => cell.trim())
      return line.startsWith('|') && Number.isInteger(Number(done)) ? [{ fault, text: `${done} done, ${result}` }] : []
    })
  const before = new Map(cellsOf(written).map(({ fault, text }) => [fault, text]))
  return cellsOf(table.join('\n'))
    .filter(({ fault, text }) => before.get(fault) !== text)
    .map(({ fault, text }) => `differs from RESULTS.md: ${fault}: ${text}, was ${before.get(fault) ?? 'not there'}`)
}
