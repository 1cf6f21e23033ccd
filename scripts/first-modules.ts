import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runBuilt } from '../build/code-cache.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'out', 'main')
const FILE = join(root, 'build', 'first-modules.json')

/** The modules that a command of the built program evaluates, the packages among them. */
export function modulesOf(args: readonly string[], environment: NodeJS.ProcessEnv = {}): string[] {
  const text = runBuilt(out, args, 'console.error(JSON.stringify($.evaluated()))', environment)
  const names = JSON.parse(readFileSync(join(out, 'modules.json'), 'utf8')) as string[]
  const numbers = JSON.parse(text.trim().split('\n').at(-1) ?? '[]') as number[]
  return numbers.flatMap((number) => names[number] ?? []).sort()
}

/** Notes what a plain read evaluates, for the pack that it loads first; build once more after it. */
if (import.meta.main) {
  const [dataDir = ''] = process.argv.slice(2)
  const list = modulesOf(['connector', 'list', '--json', '--data-dir', dataDir])
  writeFileSync(FILE, `${JSON.stringify(list, null, 2)}\n`)
  console.log(`${list.length} modules`)
}
