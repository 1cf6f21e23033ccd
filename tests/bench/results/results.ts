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

/** The file of results: machine, versions, and a table of all figures beside their targets. */
export function toResults(figures: readonly Figure[], now = new Date()): string {
  const missed = figures.filter(({ met }) => !met).length
  const rows = figures.map(({ what, measured, target, met }) => row([what, measured, target, met ? 'met' : 'missed']))
  return [
    '# Figures',
    '',
    `Written by \`npm run bench -- --write\` on ${machine(now)}`,
    '',
    'Both sides of a ratio are measured by turns in one run. Machines differ, so only ratios can be compared:',
    '`npm run bench:check` fails where one is more than 25 % worse than here.',
    '',
    `${figures.length} figures, ${missed} missed.`,
    '',
    row(['what', 'measured', 'target', '']),
    row(['---', '---', '---', '---']),
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

/** A sentence for each figure whose ratio is worse than in the file of results beyond the tolerance. */
export function worseThan(results: string, figures: readonly Figure[]): string[] {
  const before = new Map(
    results.split('\n').flatMap((line) => {
      const [, what, measured] = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
      return what !== undefined && measured !== undefined ? [[what, ratioOf(measured)] as const] : []
    }),
  )
  return figures.flatMap(({ what, measured, target }) => {
    const [then, now] = [before.get(what) ?? null, ratioOf(measured)]
    if (then === null || now === null) return []
    const isWorse = target.startsWith('>=') ? now * TOLERANCE < then : now > then * TOLERANCE
    return isWorse ? [`${what}: ${measured}, where it was ${then}`] : []
  })
}
