import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type BuiltModule, loadLater, packModules } from '../../../build/packs.ts'

type Look = ((number: number) => Record<string, unknown>) & { evaluated: () => number[] }

/** The packs of some modules, loaded as a program loads them. */
function load(modules: BuiltModule[]): Look {
  const directory = mkdtempSync(join(tmpdir(), 'packs-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  for (const [name, code] of packModules(modules, (fileName) => fileName.split('/').at(-2) ?? 'main')) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), code)
  }
  return createRequire(import.meta.url)(join(directory, 'program.cjs')) as Look
}

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

test('a module that was not built is an error of the build', () => {
  expect(() => packModules([LIST], () => 'main')).toThrow('../b/item.cjs, which was not built')
})

test('a script loads modules of Node where it uses them', () => {
  expect(
    loadLater('cli.cjs', 'let node_net = require("node:net");\nexports.connect = () => node_net.connect(1);'),
  ).toBe('exports.connect=()=>require("node:net").connect(1);')
})
