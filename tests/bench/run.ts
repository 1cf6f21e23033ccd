import { benchActivity } from './activity.ts'
import { benchBackup } from './backup.ts'
import { benchCards } from './screens/cards.ts'
import { benchElectron } from './electron.ts'
import { benchExport } from './export.ts'
import { benchForms } from './forms.ts'
import { benchHolds } from './holds.ts'
import { benchImport } from './import.ts'
import { benchInstall } from './install.ts'
import { benchList } from './list.ts'
import { benchMany } from './many.ts'
import { benchMillion } from './million.ts'
import { benchPaint } from './paint.ts'
import { benchSearch } from './search.ts'
import { benchHeap } from './screens/heap.ts'
import { benchElsewhere } from './screens/elsewhere.ts'
import { benchStart } from './start.ts'
import { benchSwitch } from './screens/switch.ts'
import { benchUpgrade } from './upgrade.ts'

const benches = {
  start: benchStart,
  list: benchList,
  activity: benchActivity,
  million: benchMillion,
  install: benchInstall,
  many: benchMany,
  import: benchImport,
  export: benchExport,
  holds: benchHolds,
  backup: benchBackup,
  forms: benchForms,
  search: benchSearch,
  paint: benchPaint,
  cards: benchCards,
  switch: benchSwitch,
  heap: benchHeap,
  elsewhere: benchElsewhere,
  upgrade: benchUpgrade,
  electron: benchElectron,
}

/**
 * Prints every figure beside its target, of all benches or of those that are named; a missed target is printed and does not
 * fail the run, since machines differ.
 */
const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) throw new Error(`No bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue
  for (const { what, measured, target, met } of await bench())
    console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured} (target ${target})`)
}
