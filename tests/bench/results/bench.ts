import { APART, BENCHES } from './benches.ts'
import { printFigure } from './run-bench.ts'

// Runs one bench in a process of its own: its name, and a folder with an older build where there is one.
const [name = '', old] = process.argv.slice(2)
const load = { ...BENCHES, ...APART }[name]
if (!load) throw new Error(`There is no bench ${name}`)
for (const figure of await (await load())(old)) printFigure(figure)
// What a bench leaves open must not keep the others waiting.
process.exit()
