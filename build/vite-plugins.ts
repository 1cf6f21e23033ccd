import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, InlineConfig, Rollup } from 'vite'
import { build } from 'vite'
import { readShippedPackages } from '../scripts/shipped-packages.ts'
import { writeBuilt } from './built.ts'
import { writeCodeCache } from './code-cache.ts'
import { loadLater, packModules, packOf } from './packs.ts'

/**
 * Names the files of the screens from the root, in place of electron-vite's "./": addresses of screens have several parts,
 * and a file that is loaded later is sought from them.
 */
export const fromRoot = (): Plugin => ({ name: 'patchbay-from-root', enforce: 'post', config: () => ({ base: '/' }) })

/** Names the style sheet before the scripts, which the first paint does not wait for. */
export const stylesFirst = (): Plugin => ({
  name: 'patchbay-styles-first',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const [link = ''] = /\s*<link rel="stylesheet"[^>]*>/.exec(html) ?? []
      return html.replace(link, '').replace(/\s*<script/, (script) => link + script)
    },
  },
})

/** Names the scripts that every page needs after its first one, so they are loaded beside it; texts of other languages are not. */
export const preloadScripts = (screen: string): Plugin => ({
  name: 'patchbay-preload-scripts',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {}, chunk }) => {
      const files = new Set<string>()
      const add = (file: string) => {
        const output = bundle[file]
        if (output?.type !== 'chunk' || files.has(file)) return
        files.add(file)
        output.imports.forEach(add)
      }
      // The page itself names the file of the group that its script is in.
      const named = [chunk?.fileName ?? '', ...(chunk?.imports ?? [])]
      for (const file of named) {
        const output = bundle[file]
        if (output?.type === 'chunk') output.dynamicImports.filter((each) => holds(bundle[each], screen)).forEach(add)
      }
      return [...files]
        .filter((file) => !named.includes(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        }))
    },
  },
})

const holds = (output: Rollup.OutputBundle[string] | undefined, module: string) =>
  output?.type === 'chunk' && output.moduleIds.includes(module)

/** What is known of the modules while they are put into files. */
interface Graph {
  getModuleInfo(module: string): { importedIds: string[] } | null
}

/**
 * One file for what is run before the first paint, and one for all that the first screen imports at once: each file more is
 * a request more. `texts` are those of another language, which are run before the screens, so what both import is in the
 * first file.
 */
export function firstFiles(start: string, screen: string, texts: string): Rollup.CodeSplittingGroup[] {
  const importsOf = (entry: string) => {
    const modules = new Set<string>()
    return (graph: Graph): ReadonlySet<string> => {
      const add = (module: string) => {
        if (modules.has(module)) return
        modules.add(module)
        graph.getModuleInfo(module)?.importedIds.forEach(add)
      }
      add(entry)
      return modules
    }
  }
  const ofStart = importsOf(start)
  const ofScreen = importsOf(screen)
  const ofTexts = importsOf(texts)
  const isFirst = (id: string, graph: Graph) =>
    ofStart(graph).has(id) || (ofTexts(graph).has(id) && ofScreen(graph).has(id))
  return [
    { debugName: 'start', name: (id, graph) => (isFirst(id, graph) ? 'start' : null) },
    { debugName: 'screens', name: (id, graph) => (ofScreen(graph).has(id) ? 'screens' : null) },
  ]
}

/** Writes `manifest.json`: the URL paths of the built files, which are all that a host serves. */
export const writeManifest = (): Plugin => ({
  name: 'patchbay-manifest',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const paths = Object.keys(bundle).map((file) => `/${file}`)
      this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify(paths.sort(), null, 2)}\n` })
    },
  },
})

/** The package that a module comes from, by its folder: `/…/node_modules/@scope/name`. */
const PACKAGE_FOLDER = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/

/** The folders of the packages whose code or files are in a bundle, from the root of the project. */
function packagesIn(files: readonly Rollup.OutputBundle[string][]): string[] {
  const modules = files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : file.originalFileNames))
  const folders = modules.map((id) => PACKAGE_FOLDER.exec(id.replace(/^\0/, ''))?.[0].replaceAll('\\', '/'))
  const names = folders
    .filter((folder) => folder !== undefined)
    .map((folder) => folder.replace(/^.*?\/(?=node_modules\/)/, ''))
  return [...new Set(names)].sort()
}

/** `packages.json`: the folders of the packages whose code or files are in a bundle, for the list of licences. */
const listPackages = (files: readonly Rollup.OutputBundle[string][]) =>
  `${JSON.stringify(packagesIn(files), null, 2)}\n`

/** Writes `packages.json` of the bundle. */
export const writePackages = (): Plugin => ({
  name: 'patchbay-packages',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      this.emitFile({ type: 'asset', fileName: 'packages.json', source: listPackages(Object.values(bundle)) })
    },
  },
})

/** Puts in the place of `@@licences@@` the packages of the screens and, as its build wrote them before, of the main process. */
export const fillInLicences = (root: string): Plugin => ({
  name: 'patchbay-licences',
  generateBundle(_options, bundle) {
    const main = JSON.parse(readFileSync(join(root, 'out', 'main', 'packages.json'), 'utf8')) as string[]
    const lines = readShippedPackages(root, [...main, ...packagesIn(Object.values(bundle))]).map(
      ({ name, version, license }) => `${name} ${version} (${license})`,
    )
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replace('@@licences@@', () => lines.join('|'))
  },
})

/** Writes `answer-page.js`: the script of the page that asks for a secret, with all that it imports, in one classic script. */
export const writePageScript = (entry: string): Plugin => ({
  name: 'patchbay-page-script',
  async generateBundle() {
    const built = await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        write: false,
        minify: true,
        lib: { entry, formats: ['iife'], name: 'answerPage' },
      },
    })
    const [output] = [built].flat()
    const chunk = output && 'output' in output ? output.output[0] : undefined
    if (chunk?.type !== 'chunk') throw new Error('The script of the answer page was not built')
    if (/<\/script|<!--/i.test(chunk.code)) throw new Error('The script of the answer page would end its own element')
    this.emitFile({ type: 'asset', fileName: 'answer-page.js', source: chunk.code })
  },
})

/**
 * What is loaded after the first script: the command line where no program takes the command, the answers when a program
 * asks for files, and the desktop program once Electron is ready.
 */
const LATER = new Map([
  ['./command-line.ts', './program.cjs'],
  ['./answers.ts', './answers.cjs'],
  ['./desktop.ts', './desktop.js'],
])

/** What the bundler leaves of their imports, which would load Node's loader of modules. */
const IMPORT_LATER = /\bimport\((.\.\/[\w-]+\.cjs.)\)/g

/** Leaves the imports of these to the files that `writeProgram` writes. */
export const later = (): Plugin => ({
  name: 'patchbay-later',
  enforce: 'pre',
  resolveId: (id) => (LATER.has(id) ? { id: LATER.get(id) ?? id, external: true } : null),
})

/**
 * Builds better-sqlite3 into the command line, with its own choice of the compiled part: its 14 modules are looked for one
 * by one otherwise, which takes longer than to run them. The part is found by its path, since Node reads the rules of a
 * package to find what a package's name leads to.
 */
const insideSqlite = (root: string): Plugin => {
  const lib = join(root, 'node_modules/better-sqlite3/lib')
  const part = (name: string) => JSON.stringify(join(lib, name))
  const id = '\0better-sqlite3'
  return {
    name: 'patchbay-inside-sqlite',
    enforce: 'pre',
    resolveId: (request) => (request === 'better-sqlite3' ? id : null),
    load: (request) =>
      request === id
        ? `
import createDatabase from ${part('database.js')}
import SqliteError from ${part('sqlite-error.js')}
import { getBinding } from ${part('binding.js')}

export default Object.assign(createDatabase(getBinding, true), { SqliteError })
`
        : null,
    transform: (code, request) => (request === join(lib, 'binding.js') ? atRunTime(code) : null),
  }
}

/** The choice of the compiled part looks beside itself, which is where the package is when the program runs. */
const atRunTime = (code: string) =>
  `const directory = () =>
  require.resolve.paths('better-sqlite3').map((path) => require('path').join(path, 'better-sqlite3/lib')).find((path) => require('fs').existsSync(path))
${code.replaceAll('__dirname', 'directory()')}`

/** Of `package.json`, the program takes its version alone: the rest is for developers, and every command would read it. */
const onlyVersion = (root: string): Plugin => {
  const file = join(root, 'package.json')
  return {
    name: 'patchbay-only-version',
    enforce: 'pre',
    load: (id) => {
      if (id !== file) return null
      const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
      return JSON.stringify({ version })
    },
  }
}

/** Builds modules as CommonJS, which Node starts sooner than modules of today; none is written. */
async function buildCommonJs(
  input: Record<string, string>,
  own: InlineConfig,
  output: Rollup.OutputOptions = {},
): Promise<Rollup.OutputChunk[]> {
  const outputs = await build({
    ...own,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      write: false,
      minify: false,
      ssr: true,
      rollupOptions: {
        input,
        external: ['electron', 'keytar'],
        output: { format: 'cjs', ...output, entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  })
  return [outputs]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((file) => file.type === 'chunk')
}

/**
 * Writes the program for its hosts: `cli.cjs`, the entry of the command line, and `answers.cjs` in one file each, and
 * everything else in packs whose modules are evaluated when they are first used (`packModules`); `program.cjs` loads them
 * for the command line, `desktop.js` for Electron. `packages.json` names the folders of the packages in all of them.
 */
export const writeProgram = (root: string): Plugin => ({
  name: 'patchbay-program',
  async generateBundle(_options, bundle) {
    const at = (path: string) => join(root, 'src/main', path)
    const emit = (fileName: string, source: string) => void this.emitFile({ type: 'asset', fileName, source })
    const scripts: Rollup.OutputChunk[] = []
    for (const [name, path] of Object.entries({ cli: 'cli.ts', answers: 'hosts/cli/hand-over/answers.ts' }))
      scripts.push(...(await buildCommonJs({ [name]: at(path) }, { plugins: [later(), onlyVersion(root)] })))
    for (const { fileName, code } of scripts)
      emit(fileName, loadLater(fileName, code.replaceAll(IMPORT_LATER, 'Promise.resolve().then(() => require($1))')))
    const modules = await buildCommonJs(
      { 'command-line': at('command-line.ts'), desktop: at('desktop.ts') },
      { plugins: [writeBuilt(root), insideSqlite(root), onlyVersion(root)] },
      { preserveModules: true, preserveModulesRoot: root },
    )
    emit('modules.json', JSON.stringify(modules.map(({ fileName }) => fileName)))
    const numberOf = (name: string) => modules.findIndex((module) => module.isEntry && module.name === name)
    const runHere = `$.runHere = (args) => $(${numberOf('command-line')}).runHere(args)\n`
    for (const [fileName, code] of packModules(modules, packOf))
      emit(fileName, fileName === 'program.cjs' ? code + runHere : code)
    const startDesktop = `(options) => $(${numberOf('desktop')}).startDesktop(options)`
    // To import a CommonJS module by its names, Node would first search it for them.
    emit(
      'desktop.js',
      `import { createRequire } from 'node:module'
const $ = createRequire(import.meta.url)('./program.cjs')
export const startDesktop = ${startDesktop}
`,
    )
    emit('packages.json', listPackages([...Object.values(bundle), ...scripts, ...modules]))
  },
  writeBundle({ dir }) {
    if (!this.meta.watchMode && dir !== undefined) writeCodeCache(root, dir)
  },
})
