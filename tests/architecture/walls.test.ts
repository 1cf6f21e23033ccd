import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'
import { type Import, importsIn, importsOf, inside } from './imports.ts'

const root = projectPath('')

const isBuiltin = (specifier: string) => specifier.startsWith('node:') || builtinModules.includes(specifier)

const source = importsOf('src')
const broken = (rule: (each: Import) => boolean) => source.filter(rule).map(({ from, to }) => `${from} imports ${to}`)
const isElectron = (specifier: string) => /^electron(?:\/|$)/.test(specifier)

test('the walk sees the imports of every room', () => {
  for (const room of ['shared', 'contract', 'main', 'preload', 'renderer'])
    expect(source.filter(({ from }) => from.startsWith(`src/${room}/`)).length).toBeGreaterThan(0)
})

test.for([
  `import { app } from 'electron'`,
  `import type { App } from 'electron'`,
  `import {\n  app,\n  shell,\n} from 'electron'`,
  `import electron, { app } from "electron"`,
  `export * from 'electron'`,
  `export { app } from 'electron'`,
  `import 'electron'`,
  `const load = () => import('electron')`,
  `import { app } from 'electron/main'`,
])('the walk sees %s', (line) => {
  for (const text of [line, `const a = 1\n${line}\n`])
    expect(importsIn('src/planted.ts', text).filter(({ to }) => isElectron(to))).toHaveLength(1)
})

test('the contract imports zod, shared and itself only', () => {
  expect(
    broken(
      ({ from, to }) => inside(from, 'src/contract/') && to !== 'zod' && !inside(to, 'src/contract/', 'src/shared/'),
    ),
  ).toEqual([])
})

test('shared imports no other room, no zod and nothing of Node or Electron', () => {
  expect(
    broken(
      ({ from, to }) =>
        inside(from, 'src/shared/') &&
        ((inside(to, 'src/') && !inside(to, 'src/shared/')) || to === 'zod' || isElectron(to) || isBuiltin(to)),
    ),
  ).toEqual([])
})

test('the renderer never imports main, electron or Node', () => {
  expect(
    broken(
      ({ from, to }) =>
        inside(from, 'src/renderer/') && (inside(to, 'src/main/', 'src/preload/') || isElectron(to) || isBuiltin(to)),
    ),
  ).toEqual([])
})

test('screens take their texts in the language of the page, and from no one language', () => {
  expect(
    broken(
      ({ from, to }) =>
        inside(from, 'src/renderer/') &&
        !inside(from, 'src/renderer/text/') &&
        inside(to, 'src/renderer/text/en/', 'src/renderer/text/de/'),
    ),
  ).toEqual([])
})

test('electron is imported only by its entry, its host and the preload script', () => {
  const allowed = ['src/main/index.ts', 'src/main/hosts/electron/', 'src/preload/']
  expect(broken(({ from, to }) => isElectron(to) && !inside(from, ...allowed))).toEqual([])
})

test('keytar is imported only by its engine', () => {
  expect(broken(({ from, to }) => to === 'keytar' && from !== 'src/main/secrets/keychain/keytar-engine.ts')).toEqual([])
})

test('rjsf is imported only by its one door', () => {
  const door = 'src/renderer/forms/rjsf.ts'
  const isRjsf = (specifier: string) => specifier.startsWith('@rjsf/')
  expect(broken(({ from, to }) => isRjsf(to) && from !== door)).toEqual([])
  expect(source.some(({ from, to }) => from === door && isRjsf(to))).toBe(true)
})

test('one feature of the renderer never imports another', () => {
  const featureOf = (path: string) => /^src\/renderer\/features\/([^/]+)\//.exec(path)?.[1]
  expect(
    broken(({ from, to }) => {
      const [own, other] = [featureOf(from), featureOf(to)]
      return own !== undefined && other !== undefined && own !== other
    }),
  ).toEqual([])
})

test('only AppError is a class', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  )
  const classes = files.flatMap((file) =>
    [...readFileSync(join(root, 'src', file), 'utf8').matchAll(/^\s*(?:export )?class (\w+)/gm)].map(
      (match) => match[1],
    ),
  )
  expect(classes).toEqual(['AppError'])
})

test('a command starts without what only a few commands need', () => {
  const atStart = new Set(['src/main/cli.ts', 'src/main/command-line.ts'])
  // A set is walked to its end, also what is added on the way.
  for (const file of atStart)
    for (const { from, to, typesOnly, isLazy } of source) if (from === file && !typesOnly && !isLazy) atStart.add(to)
  expect(atStart).toContain('src/main/topics/sign-in/sign-ins.ts')
  const forFew = ['node:http', 'node:https', 'node:tls', 'node:inspector/promises', 'oauth4webapi', 'yaml', 'hono']
  expect(forFew.filter((name) => atStart.has(name))).toEqual([])
})
