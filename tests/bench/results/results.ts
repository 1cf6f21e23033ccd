import { arch, cpus, release, totalmem, type } from 'node:os'
import Database from 'better-sqlite3'
import type { Figure } from '../measure.ts'

const GIBIBYTE = 2 ** 30

/** How much worse a ratio may be than the one that it is compared with: machines are noisy. */
const TOLERANCE = 1.25

/** When and where figures are measured, as two lines. */
export function machine(now = new Date()): string {
  const [cpu] = cpus()
  const database = new Database(':memory:')
  const sqlite = database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? ''
  database.close()
  return [
    `${now.toISOString().slice(0, 10)}: ${type()} ${release()} (${arch()}), ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'},`,
    `${(totalmem() / GIBIBYTE).toFixed(0)} GiB of memory, Node ${process.versions.node}, SQLite ${sqlite}.`,
  ].join('\n')
}

/** The figures of a bench; none where it failed before the first one, or cannot run here. */
export interface BenchFigures {
  bench: string
  figures: readonly Figure[]
  problem: string | null
}

/** The file of results: machine, versions, and a table of all figures beside their targets. */
export function toResults(outcomes: readonly BenchFigures[], now = new Date()): string {
  const all = outcomes.flatMap(({ bench, figures }) => figures.map((figure) => ({ ...figure, bench })))
  const missed = all.filter(({ met }) => !met).length
  const rows = all.map(({ what, measured, target, met, bench }) =>
    row([what, measured, target, met ? 'met' : 'missed', bench]),
  )
  return [
    '# Figures',
    '',
    `Written by \`npm run bench -- --write\` on ${machine(now)}`,
    '',
    'Both sides of a ratio are measured by turns in one run. Machines differ, so only ratios can be compared:',
    '`npm run bench:check` fails where one is more than 25 % worse than here.',
    '',
    `${all.length} figures, ${missed} missed.`,
    '',
    ...outcomes.flatMap(({ bench, figures, problem }) =>
      problem === null
        ? figures.length > 0
          ? []
          : [`\`${bench}\` could not run there.`, '']
        : [`\`${bench}\` failed: ${problem}.`, ''],
    ),
    row(['what', 'measured', 'target', '', 'bench']),
    row(['---', '---', '---', '---', '---']),
    ...rows,
    '',
  ].join('\n')
}

const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

/** The ratio or share that a figure ends with, such as `= 1.21x` or `= 13 %`; null for one that has none. */
function ratioOf(measured: string): number | null {
  const [, number] = /= ([\d.]+)(?:x| %)/.exec(measured) ?? []
  return number === undefined ? null : Number(number)
}

interface Comparison {
  /** Ratios that are worse beyond the tolerance. */
  worse: { bench: string; what: string; text: string }[]
  /** Figures of benches that ran, which they did not measure. */
  missing: string[]
  /** What is worth a line, and nobody's fault. */
  notes: string[]
}

/** Compares figures with those in a file of results. */
export function compare(results: string, outcomes: readonly BenchFigures[]): Comparison {
  const before = results.split('\n').flatMap((line) => {
    const [, what = '', measured = '', , met = '', bench = ''] = line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'))
    return met === 'met' || met === 'missed' ? [{ what, bench, then: ratioOf(measured) }] : []
  })
  const comparison: Comparison = { worse: [], missing: [], notes: [] }
  for (const { bench, figures, problem } of outcomes) {
    const known = before.filter((one) => one.bench === bench)
    const lost = known.filter(({ what }) => !figures.some((figure) => figure.what === what))
    if (figures.length === 0 && problem === null) comparison.notes.push(`not compared: ${bench} cannot run here`)
    else comparison.missing.push(...lost.map(({ what }) => what))
    for (const { what, measured, target } of figures) {
      const match = known.find((one) => one.what === what)
      if (!match) comparison.notes.push(`not in the results: ${what}`)
      const [then, now] = [match?.then ?? null, ratioOf(measured)]
      if (then === null || now === null) continue
      const isWorse = target.startsWith('>=') ? now * TOLERANCE < then : now > then * TOLERANCE
      if (isWorse) comparison.worse.push({ bench, what, text: `${what}: ${measured}, where it was ${then}` })
    }
  }
  return comparison
}
