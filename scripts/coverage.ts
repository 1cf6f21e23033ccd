import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { PROJECT, runStep } from './run-step.ts'

const MEASURES = ['statements', 'branches', 'functions'] as const
type Measure = (typeof MEASURES)[number]
type Counts = Record<Measure, { total: number; covered: number }>

/** The room of a source file: `main/topics`, `renderer/forms`, or the entry that stands beside the rooms. */
function roomOf(file: string): string {
  const [, room = '', ...rest] = relative(PROJECT, file).split(sep)
  return ['main', 'renderer'].includes(room) ? `${room}/${rest[0]}` : room
}

const percent = (files: Counts[], measure: Measure): string => {
  const sum = (name: 'total' | 'covered') => files.reduce((all, counts) => all + counts[measure][name], 0)
  return sum('total') === 0 ? '-' : `${((100 * sum('covered')) / sum('total')).toFixed(1)} %`
}

const line = (name: string, files: Counts[]) =>
  [
    name.padEnd(24),
    String(files.length).padStart(5),
    ...MEASURES.map((each) => percent(files, each).padStart(11)),
  ].join(' ')

function printRooms(): void {
  const report = JSON.parse(readFileSync(join(PROJECT, 'coverage', 'coverage-summary.json'), 'utf8')) as Record<
    string,
    Counts
  >
  const { total: _total, ...files } = report
  const rooms = Object.groupBy(Object.entries(files), ([file]) => roomOf(file))
  console.log(['room'.padEnd(24), 'files', ...MEASURES.map((each) => each.padStart(11))].join(' '))
  for (const room of Object.keys(rooms).sort()) console.log(line(room, rooms[room]?.map(([, counts]) => counts) ?? []))
  console.log(line('all', Object.values(files)))
  console.log('Files and lines: coverage/index.html. What tests reach in a browser or another process is not counted.')
}

/** Runs the tests of vitest with coverage and prints it by room; further arguments are those of vitest. */
const ok = await runStep('vitest', ['run', '--coverage', ...process.argv.slice(2)])
if (ok) printRooms()
process.exitCode = ok ? 0 : 1
