import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path, { dirname, join } from 'node:path'
import type { Script } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { type BuiltModule, CODE_CACHE, loadLater, packModules } from '../../../build/packs.ts'

type Look = ((number: number) => Record<string, unknown>) & { evaluated: () => number[]; first: Script }

/** A directory with the packs of some modules, each in that of its folder. */
function write(modules: BuiltModule[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'packs-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  for (const [name, code] of packModules(modules, (fileName) => fileName.split('/').at(-2) ?? 'main')) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), code)
  }
  return directory
}

/** The loader in such a directory, as a program of its own finds it. */
function start(directory: string): Look {
  const program = join(directory, 'program.cjs')
  const require = createRequire(import.meta.url)
  delete require.cache[program]
  return require(program) as Look
}

const load = (modules: BuiltModule[]): Look => start(write(modules))

const LIST: BuiltModule = {
  fileName: 'src/a/list.cjs',
  code: `const require_item = require("../b/item.cjs");
let node_path = require("node:path");
const make = () => new require_item.Item(node_path.join("a", "b")).name;
exports.make = make;`,
}
const ITEM: BuiltModule = {
  fileName: 'src/b/item.cjs',
  code: 'var Item = class { constructor(name) { this.name = name } };\nexports.Item = Item;',
}

test('a module is evaluated when something of it is first used', () => {
  const $ = load([LIST, ITEM])
  const { make } = $(0) as { make: () => string }
  expect($.evaluated()).toEqual([0])
  expect(make()).toBe(join('a', 'b'))
  expect($.evaluated()).toContain(1)
})

test('a program whose files were replaced while it runs takes no module of the other build', () => {
  const directory = write([LIST, ITEM])
  const $ = start(directory)
  const { make } = $(0) as { make: () => string }
  for (const [name, code] of packModules([ITEM, LIST], (fileName) => fileName.split('/').at(-2) ?? 'main'))
    writeFileSync(join(directory, name), code)
  expect(make).toThrow('replaced while it ran')
})

test('modules that need each other in a circle find each other', () => {
  const one = {
    fileName: 'src/a/one.cjs',
    code: 'const t = require("./two.cjs");\nexports.a = () => 1 + t.b();\nexports.c = 1;',
  }
  const two = { fileName: 'src/a/two.cjs', code: 'const o = require("./one.cjs");\nexports.b = () => o.c;' }
  expect((load([one, two])(0) as { a: () => number }).a()).toBe(2)
})

test('a package of others evaluates what it imports, as it may count on that', () => {
  const first = {
    fileName: 'node_modules/p/first.cjs',
    code: 'const s = require("./second.cjs");\nexports.x = () => s.y;',
  }
  const second = { fileName: 'node_modules/p/second.cjs', code: 'exports.y = 2;' }
  const $ = load([first, second])
  $(0)
  expect($.evaluated()).toEqual([0, 1])
})

test('a default import of a module of Node is the whole of it', () => {
  const code = `let node_os = require("node:os");
node_os = require_runtime.__toESM(node_os, 1);
exports.end = () => node_os.default.EOL;`
  expect((load([{ fileName: 'node_modules/p/os.cjs', code }])(0) as { end: () => string }).end()).toMatch(/\n$/)
})

test('the first pack comes with what V8 has compiled, and does without where that is missing or of no use', async () => {
  const directoryOf = (sum: string) => {
    const code = `exports.sum = (a, b) => ${sum};\nexports.later = () => import("node:path");`
    return write([{ fileName: 'src/first/sum.cjs', code }])
  }
  const use = async ($: Look) => {
    const { sum, later } = $(0) as { sum: (a: number, b: number) => number; later: () => Promise<typeof path> }
    expect((await later()).sep).toBe(path.sep)
    return sum(1, 2)
  }
  const directory = directoryOf('a + b')
  const without = start(directory)
  expect(await use(without)).toBe(3)
  writeFileSync(join(directory, CODE_CACHE), without.first.createCachedData())
  const withIt = start(directory)
  expect(await use(withIt)).toBe(3)
  expect(withIt.first.cachedDataRejected).toBe(false)
  // Of a source that it has compiled before, V8 looks at nothing.
  const other = directoryOf('b + a')
  writeFileSync(join(other, CODE_CACHE), 'of another V8')
  const refused = start(other)
  expect(await use(refused)).toBe(3)
  expect(refused.first.cachedDataRejected).toBe(true)
})

test('a module that was not built is an error of the build', () => {
  expect(() => packModules([LIST], () => 'main')).toThrow('../b/item.cjs, which was not built')
})

test('a script loads modules of Node where it uses them', () => {
  expect(
    loadLater('cli.cjs', 'let node_net = require("node:net");\nexports.connect = () => node_net.connect(1);'),
  ).toBe('exports.connect=()=>require("node:net").connect(1);')
})
