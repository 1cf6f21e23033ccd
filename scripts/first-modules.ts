import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runBuilt } from '../build/code-cache.ts'
import { writeExampleData } from '../build/example-data.ts'
import { temporaryDirectory } from '../tests/helpers/test-app.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'out', 'main')
const FILE = join(root, 'build', 'first-modules.json')

/** The modules that a command of the built program evaluates, the packages among them. */
export function modulesOf(args: readonly string[]): string[] {
  const text = runBuilt(out, args, 'console.error(JSON.stringify($.evaluated()))')
  const names = JSON.parse(readFileSync(join(out, 'modules.json'), 'utf8')) as string[]
  const numbers = JSON.parse(text.trim().split('\n').at(-1) ?? '[]') as number[]
  return numbers.flatMap((number) => names[number] ?? []).sort()
}

/** Notes what a plain read evaluates, for the pack that it loads first; build once more after it. */
if (import.meta.main) {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  await writeExampleData(dataDir)
  const list = modulesOf(['connector', 'list', '--json', '--data-dir', dataDir])
  writeFileSync(FILE, `${JSON.stringify(list, null, 2)}\n`)
  console.log(`${list.length} modules`)
}
