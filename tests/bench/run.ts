import { benchBackup } from './backup.ts'
import { benchCards } from './cards.ts'
import { benchExport } from './export.ts'
import { benchForms } from './forms.ts'
import { benchImport } from './import.ts'
import { benchInstall } from './install.ts'
import { benchList } from './list.ts'
import { benchMillion } from './million.ts'
import { benchStart } from './start.ts'
import { benchUpgrade } from './upgrade.ts'

/** Prints every figure beside its target; a missed target is told and does not fail the run, since machines differ. */
const benches = [
  benchStart,
  benchList,
  benchMillion,
  benchInstall,
  benchImport,
  benchExport,
  benchBackup,
  benchForms,
  benchCards,
  benchUpgrade,
]
for (const bench of benches)
  for (const { what, measured, target, met } of await bench())
    console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured} (target ${target})`)
