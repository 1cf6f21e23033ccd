import { hash } from 'node:crypto'
import { dirname, join } from 'node:path/posix'
import firstModules from './first-modules.json' with { type: 'json' }
import windowModules from './window-modules.json' with { type: 'json' }
import { minifySync, parseSync, type ESTree } from 'rolldown/utils'
import type { Rollup } from 'vite'

/** A module as the bundler writes it: CommonJS with a `require` at the top for each module that it imports. */
export type BuiltModule = Pick<Rollup.OutputChunk, 'fileName' | 'code'>

/** Code to put in the place of a part of a module. */
interface Edit {
  start: number
  end: number
  text: string
}

type Node = ESTree.Node

/** The modules that every plain read of the command line evaluates (`scripts/first-modules.ts`). */
const FIRST = new Set<string>(firstModules)

/** The modules that Electron evaluates before a window and its page are there (`tests/e2e/electron/starts.spec.ts`). */
const WINDOW = new Set<string>(windowModules)

/** A pack with copies of these, so a window is there before the pack of a plain read has been read and compiled. */
const WINDOW_PACK = 'window'

/**
 * Puts built modules together into files that a program loads when it comes to them, and each module is evaluated when
 * something of it is first used: a program that imports everything would otherwise evaluate everything at its start.
 *
 * What a module of our own imports becomes a look-up at each place that uses it. That is the same because nothing works
 * when it is imported (`tests/architecture`). Packages of others stay as they are: they evaluate what they import.
 *
 * @param packOf the file that a module goes into
 * @returns the files by name, with the loader among them as `program.cjs`
 */
export function packModules(modules: BuiltModule[], packOf: (fileName: string) => string): Map<string, string> {
  const numbers = new Map(modules.map(({ fileName }, index) => [fileName, index]))
  const builtin: string[] = []
  const numberOf = (from: string, request: string): number | null => {
    if (request.startsWith('.')) {
      const number = numbers.get(join(dirname(from), request))
      if (number === undefined) throw new Error(`${from} requires ${request}, which was not built`)
      return number
    }
    if (!isBuiltin(request)) return null
    if (!builtin.includes(request)) builtin.push(request)
    return modules.length + builtin.indexOf(request)
  }
  const packs = new Map<string, string[]>()
  for (const module of modules) {
    const pack = packOf(module.fileName)
    const code = link(module, (request) => {
      const number = numberOf(module.fileName, request)
      return number === null ? null : `$(${number})`
    })
    const whole = smaller(module.fileName, code)
    // V8 reads a function in brackets once, and not a first time only to see where it ends.
    const add = (name: string, text: string) =>
      packs.set(name, [...(packs.get(name) ?? []), `${numbers.get(module.fileName)}:${text}`])
    add(pack, pack === 'first' ? `(${whole})` : whole)
    if (WINDOW.has(module.fileName)) add(WINDOW_PACK, `(${whole})`)
  }
  const files = new Map<string, string>()
  const names = [...packs.keys()]
  const texts = new Map([...packs].map(([name, parts]) => [name, parts.join(',\n')]))
  const build = hash('sha256', [...texts].join(), 'base64url')
  for (const [name, text] of texts)
    files.set(`packs/${name}.cjs`, `module.exports = {\nbuild:'${build}',\n${text}\n}\n`)
  const packNumbers = modules.map(({ fileName }) => names.indexOf(packOf(fileName)))
  const windowNumbers = modules.flatMap(({ fileName }, index) => (WINDOW.has(fileName) ? [index] : []))
  files.set('program.cjs', loader({ build, names, packNumbers, windowNumbers, builtin }))
  return files
}

/** What the runtime lends, whose names can be looked up where they are used. */
const isBuiltin = (request: string): boolean => request.startsWith('node:') || request === 'electron'

/** A module as a function. Names of functions stay, which errors in the log have. */
function smaller(fileName: string, code: string): string {
  const whole = `($, exports, module, __filename) => {\n${code}\n}`
  const { code: result, errors } = minifySync(fileName, whole, { compress: false, mangle: { keepNames: true } })
  if (errors.length > 0) throw new Error(`${fileName} cannot be made smaller: ${errors[0]?.message}`)
  return result.trim().replace(/;$/, '')
}

/** The file with V8's code of the first pack, which `build/code-cache.ts` makes. */
export const CODE_CACHE = 'packs/first.cache'

/** What the loader knows: its build, the names of packs, the pack of each module, those of a window, and Node's modules. */
interface Numbers {
  build: string
  names: string[]
  packNumbers: number[]
  windowNumbers: number[]
  builtin: string[]
}

/**
 * The loader: `$(number)` answers what a module exports, and evaluates it the first time. The first pack comes with the
 * code that V8 has made of it; another V8 refuses that and makes its own. A pack of another build has other modules under
 * the same numbers, as where the files of a program are replaced while it runs.
 */
const loader = ({ build, names, packNumbers, windowNumbers, builtin }: Numbers) =>
  `const build = '${build}'
const names = ${JSON.stringify(names)}
const packNumbers = ${JSON.stringify(packNumbers)}
if (process.type === 'browser')
  for (const number of ${JSON.stringify(windowNumbers)}) packNumbers[number] = ${names.indexOf(WINDOW_PACK)}
const builtin = ${JSON.stringify(builtin)}
const packs = []
const modules = []
const $ = (number) => modules[number] ?? load(number)
function load(number) {
  if (number >= packNumbers.length) return (modules[number] = require(builtin[number - packNumbers.length]))
  const pack = packNumbers[number]
  packs[pack] ??= readPack(names[pack])
  const module = { exports: {} }
  modules[number] = module.exports
  packs[pack][number]($, module.exports, module, __filename)
  return (modules[number] = module.exports)
}
function readPack(name) {
  const pack = name === 'first' ? readFirst() : require('./packs/' + name + '.cjs')
  if (pack.build === build) return pack
  throw new Error('The files of Patchbay were replaced while it ran. Close it, and start it again')
}
function readFirst() {
  const { readFileSync } = require('node:fs')
  const { Script } = require('node:vm')
  const filename = __dirname + '/packs/first.cjs'
  // In brackets, for the same reason as its modules.
  const source = '((require, module) => {' + readFileSync(filename, 'utf8') + '})'
  let cachedData
  // Electron has a V8 of its own, which would refuse it.
  if (!process.versions.electron) try {
    cachedData = readFileSync(__dirname + '/${CODE_CACHE}')
  } catch {
    // A package has none.
  }
  $.first = new Script(source, { filename, cachedData })
  const module = {}
  $.first.runInThisContext()(require, module)
  return module.exports
}
$.import = (name) => import(name)
/** The modules that have been evaluated, by their places in modules.json. */
$.evaluated = () => Object.keys(modules).map(Number)
module.exports = $
`

/** A script whose modules of Node are loaded where something of them is used. */
export function loadLater(fileName: string, code: string): string {
  const later = link({ fileName, code }, (request) => (request.startsWith('node:') ? `require('${request}')` : null))
  return minifySync(fileName, later, { compress: true, mangle: true }).code
}

/** The code of a module with look-ups in the place of its requires; null for what is required as it is. */
function link({ fileName, code }: BuiltModule, lookUpOf: (request: string) => string | null): string {
  // The modules that a program begins with are built outside the folders.
  const isOurs = fileName.startsWith('src/') || !fileName.includes('/')
  const { body } = parseSync(fileName, code).program
  const edits: Edit[] = []
  const names = new Map<string, { text: string; isDefault: boolean }>()
  const rest: Node[] = []
  const remove = ({ start, end }: Node) => void edits.push({ start, end, text: '' })
  for (const statement of body) {
    const declaration = requireOf(statement)
    const text = declaration && lookUpOf(declaration.request)
    const changed = names.get(changedName(statement) ?? '')
    if (declaration && text !== null && (isOurs || isBuiltin(declaration.request))) {
      if (declaration.name !== null) names.set(declaration.name, { text, isDefault: false })
      remove(statement)
    } else if (changed) {
      // The default export of what is no module of ours is the whole of it.
      changed.isDefault = true
      remove(statement)
    } else rest.push(statement)
  }
  const lookUp = (node: Node): string | null => {
    const request = requestOf(node)
    if (request !== null) return lookUpOf(request)
    const isDefault = node.type === 'MemberExpression' && nameOf(node.property) === 'default'
    const known = names.get(nameOf(isDefault ? node.object : node) ?? '')
    return known && (!isDefault || known.isDefault) ? known.text : null
  }
  const visit = (node: Node) => {
    const { start, end } = node
    const text = lookUp(node)
    // A script that is not loaded by `require` cannot import.
    if (isOurs && node.type === 'ImportExpression')
      edits.push({ start, end: start + 'import'.length, text: '$.import' })
    if (text !== null) edits.push({ start, end, text })
    // `new $(1).Name()` would make an object of the look-up itself.
    if (node.type === 'NewExpression' && node.callee.type === 'MemberExpression')
      edits.push(insert(node.callee.start, '('), insert(node.callee.end, ')'))
    if (text === null) childrenOf(node).forEach(visit)
  }
  rest.forEach(visit)
  let result = code
  for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end))
    result = result.slice(0, start) + text + result.slice(end)
  return result
}

const insert = (at: number, text: string): Edit => ({ start: at, end: at, text })

/** `const name = require("request")`, or `require("request")` alone. */
function requireOf(statement: Node): { name: string | null; request: string } | null {
  if (statement.type === 'ExpressionStatement') {
    const request = requestOf(statement.expression)
    return request === null ? null : { name: null, request }
  }
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return null
  const [declarator] = statement.declarations
  if (!declarator?.init || declarator.id.type !== 'Identifier') return null
  const request = requestOf(declarator.init)
  return request === null ? null : { name: declarator.id.name, request }
}

/** What `require("request")` asks for. */
function requestOf(node: Node): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return null
  const [argument] = node.arguments
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : null
}

/** `name = runtime.__toESM(name)`, which the bundler puts after the require of a default export. */
const changedName = (statement: Node): string | null =>
  statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression'
    ? nameOf(statement.expression.left)
    : null

const nameOf = (node: Node): string | null => (node.type === 'Identifier' ? node.name : null)

const childrenOf = (node: Node): Node[] =>
  Object.values(node)
    .flat()
    .filter((child): child is Node => typeof child === 'object' && child !== null && 'type' in child)

/** The pack of a module: what a plain read needs first, one for each package and folder, and one for the rest. */
export function packOf(fileName: string): string {
  if (FIRST.has(fileName)) return 'first'
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(fileName) ?? /^src\/(.+)\//.exec(fileName) ?? []
  return name?.replaceAll('/', '+') ?? 'main'
}
