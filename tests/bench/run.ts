import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { projectPath } from '../helpers/paths.ts'
import { APART, BENCHES } from './results/benches.ts'
import { chart } from './results/chart.ts'
import { type BenchFigures, compare, toResults } from './results/results.ts'
import { runBench } from './results/run-bench.ts'

/** The longest, all peers with their first installation, takes half of it. */
const LIMIT_MS = 45 * 60_000

/**
 * Prints every figure beside its target, of all benches or of those that are named; a missed target is printed and does not
 * fail the run, since machines differ. `--write` puts all of them into RESULTS.md and the picture of the documents, with the names
 * of those that failed; `--check` fails where a ratio is more than 25 % worse than the one there, in two runs, or is missing.
 * With both, it is compared with what was there before.
 * `--old DIR` names a folder with an older build, with which those that can compare themselves.
 */
const { values, positionals: names } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    old: { type: 'string' },
  },
  allowPositionals: true,
})
const all = Object.keys({ ...BENCHES, ...APART })
const unknown = names.filter((name) => !all.includes(name))
if (unknown.length > 0) throw new Error(`No bench ${unknown.join(', ')}; there are ${all.join(', ')}`)
if (values.write && names.length > 0) throw new Error('The results are written whole: leave the names out')

const chosen = names.length > 0 ? all.filter((name) => names.includes(name)) : Object.keys(BENCHES)
const outcomes: BenchFigures[] = []
for (const [at, name] of chosen.entries()) outcomes.push(await run(name, `${at + 1} of ${chosen.length}`))

const file = projectPath('tests/bench/RESULTS.md')
const former = readFileSync(file, 'utf8')
if (values.write) {
  const results = toResults(outcomes)
  writeFileSync(file, results)
  writeFileSync(projectPath('docs/pictures/figures.svg'), chart(results))
}
// The tables are written as they come.
spawnSync('npx', ['oxfmt', file, projectPath('docs/project/peers.md')])
if (values.check) await check(former)
const failures = outcomes.filter(({ problem }) => problem !== null)
for (const { bench, problem } of failures) console.error(`${bench} failed: ${problem}`)
if (failures.length > 0) process.exitCode = 1

async function run(bench: string, place: string): Promise<BenchFigures> {
  console.log(`        ${bench}, ${place}`)
  const start = performance.now()
  const args = ['--expose-gc', projectPath('tests/bench/results/bench.ts'), bench, ...(values.old ? [values.old] : [])]
  const { figures, problem } = await runBench(args, LIMIT_MS)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.log(`        ${bench} ${problem === null ? 'took' : `failed (${problem}) after`} ${seconds} s`)
  return { bench, figures, problem }
}

/** Compares with the file of results; a bench with a worse ratio runs once more, as machines are noisy. */
async function check(results: string) {
  const { worse, missing, notes } = compare(results, outcomes)
  for (const line of notes) console.log(line)
  for (const bench of new Set(worse.map((one) => one.bench))) {
    const again = compare(results, [await run(bench, 'once more')]).worse.map(({ what }) => what)
    for (const { text } of worse.filter((one) => one.bench === bench && again.includes(one.what))) {
      console.error(`worse: ${text}`)
      process.exitCode = 1
    }
  }
  for (const line of missing) console.error(`missing: ${line}`)
  if (missing.length > 0) process.exitCode = 1
  console.log(`        ${process.exitCode === 1 ? 'not as good as' : 'as good as'} RESULTS.md`)
}
