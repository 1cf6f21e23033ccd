import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { projectPath } from '../helpers/paths.ts'
import { benchActivity } from './activity/activity.ts'
import { benchAsCode } from './files/as-code.ts'
import { benchBackup } from './backup.ts'
import { benchCards } from './screens/cards.ts'
import { benchCurves } from './results/curves.ts'
import { benchElectron } from './electron.ts'
import { benchExport } from './export.ts'
import { benchForms } from './forms.ts'
import { benchHolds } from './serve/holds.ts'
import { benchImport } from './import.ts'
import { benchInstall } from './install.ts'
import { benchList } from './list.ts'
import { benchMany } from './many.ts'
import { benchMemory } from './serve/memory.ts'
import type { Figure } from './measure.ts'
import { benchMillion } from './million.ts'
import { benchPaint } from './paint.ts'
import { benchPeers } from './peers/compare.ts'
import { chart } from './results/chart.ts'
import { toResults, worseThan } from './results/results.ts'
import { benchSharing } from './files/sharing.ts'
import { benchSearch } from './search.ts'
import { benchHeap } from './screens/heap.ts'
import { benchElsewhere } from './screens/elsewhere.ts'
import { benchTests } from './services/tests.ts'
import { benchStart } from './start.ts'
import { benchSwitch } from './screens/switch.ts'
import { benchUpgrade } from './upgrade.ts'

const benches: Record<string, (old?: string) => Promise<Figure[]>> = {
  start: benchStart,
  list: benchList,
  activity: benchActivity,
  million: benchMillion,
  install: benchInstall,
  many: benchMany,
  ascode: benchAsCode,
  sharing: benchSharing,
  import: benchImport,
  export: benchExport,
  holds: benchHolds,
  memory: benchMemory,
  backup: benchBackup,
  forms: benchForms,
  search: benchSearch,
  paint: benchPaint,
  cards: benchCards,
  switch: benchSwitch,
  heap: benchHeap,
  elsewhere: benchElsewhere,
  tests: benchTests,
  upgrade: benchUpgrade,
  electron: benchElectron,
}

/** These write pages and pictures of their own, and run only where they are named. */
const apart: typeof benches = { peers: benchPeers, curves: benchCurves }

/**
 * Prints every figure beside its target, of all benches or of those that are named; a missed target is printed and does not
 * fail the run, since machines differ. `--write` puts all of them into RESULTS.md and the picture of the documents; `--check` fails where a ratio is more than
 * 25 % worse than the one there. `--old DIR` names a folder with an older build, with which those that can compare themselves.
 */
const { values, positionals: names } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    old: { type: 'string' },
  },
  allowPositionals: true,
})
const all = { ...benches, ...apart }
const unknown = names.filter((name) => !Object.hasOwn(all, name))
if (unknown.length > 0) throw new Error(`No bench ${unknown.join(', ')}; there are ${Object.keys(all).join(', ')}`)
if (values.write && names.length > 0) throw new Error('The results are written whole: leave the names out')
const figures: Figure[] = []
for (const [name, bench] of Object.entries(names.length > 0 ? all : benches)) {
  if (names.length > 0 && !names.includes(name)) continue
  const start = performance.now()
  try {
    for (const figure of await bench(values.old)) {
      figures.push(figure)
      const { what, measured, target, met } = figure
      console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured} (target ${target})`)
    }
  } catch (error) {
    // The others are still worth their minutes.
    console.error(`${name} failed:`, error)
    process.exitCode = 1
  }
  console.log(`        ${name} took ${((performance.now() - start) / 1000).toFixed(0)} s`)
}
const file = projectPath('tests/bench/RESULTS.md')
if (values.write) {
  const results = toResults(figures)
  writeFileSync(file, results)
  writeFileSync(projectPath('docs/pictures/figures.svg'), chart(results))
}
if (values.check) {
  const worse = worseThan(readFileSync(file, 'utf8'), figures)
  for (const line of worse) console.error(line)
  if (worse.length > 0) process.exitCode = 1
}
