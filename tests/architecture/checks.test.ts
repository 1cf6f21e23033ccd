import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKS } from '../../scripts/check.ts'
import { projectPath } from '../helpers/paths.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'

const solution = JSON.parse(readFileSync(projectPath('tsconfig.json'), 'utf8')) as { references: { path: string }[] }
const rooms = solution.references.map(({ path }) => path)

/** One mistake per option that the rooms have in common, and the two names that tell rooms apart. */
const MISTAKES = [
  "export const wrong: number = 'text'",
  'const unused = 1',
  'export const optional: { a?: number } = { a: undefined }',
  'export const first = ([] as { a: number }[])[0].a',
  'export enum Colour {}',
  "export * from './missing.ts'",
  'export const title = document.title',
  'export const pid = process.pid',
]
const [NO_DOM, NO_NODE] = ['TS2584', 'TS2591']

/** The output of a command that is expected to find something. */
const output = (directory: string, [command, ...args]: [string, ...string[]]) =>
  new Promise<string>((resolve) => {
    const file = projectPath(`node_modules/.bin/${command}`)
    execFile(file, args, { cwd: directory, shell: process.platform === 'win32' }, (_error, out) => resolve(out))
  })

/** `<file>:<line>: <code>` of every message in a text of lines, sorted. */
const messagesIn = (text: string, line: RegExp) =>
  [...text.matchAll(line)].map(([, file, at, code]) => `${file}:${at}: ${code}`).sort()

test('the one pass over types and lint finds in every room what the compiler finds', async () => {
  using directory = temporaryDirectory()
  const copy = (file: string) => {
    mkdirSync(dirname(join(directory.path, file)), { recursive: true })
    copyFileSync(projectPath(file), join(directory.path, file))
  }
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.json']) copy(file)
  for (const room of rooms) {
    copy(`${room}/tsconfig.json`)
    writeFileSync(join(directory.path, room, 'mistakes.ts'), MISTAKES.join('\n'))
  }
  symlinkSync(projectPath('node_modules'), join(directory.path, 'node_modules'), 'junction')

  const check = await output(directory.path, [...CHECKS['types and lint'], '--format=unix'])
  const messages = messagesIn(check, /^([\w/.-]+):(\d+):\d+: .*\((TS\d+)\)\]$/gm)
  const compiler = await Promise.all(rooms.map((room) => output(directory.path, ['tsc', '-p', room])))
  expect(messages).toEqual(messagesIn(compiler.join('\n'), /^([\w/.-]+)\((\d+),\d+\): error (TS\d+):/gm))

  const roomsWith = (code: string) =>
    rooms.filter((room) => messages.some((message) => message.startsWith(room) && message.endsWith(code)))
  expect(roomsWith(NO_DOM)).toEqual(rooms.filter((room) => /contract|shared|main/.test(room)))
  expect(roomsWith(NO_NODE)).toEqual(rooms.filter((room) => !/main|tests/.test(room)))
  expect(messages.length).toBeGreaterThanOrEqual(rooms.length * 6)
})
