import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import { KeyState } from '../../src/contract/groups/keys.ts'
import * as schema from '../../src/main/store/schema.ts'
import { storePaths } from '../../src/main/store/files/paths.ts'
import { ERROR_CODES } from '../../src/shared/errors.ts'
import { addCommands } from '../../src/main/hosts/cli/run.ts'
import { resourcesBeside } from '../../src/main/platform/resources.ts'
import { errorReasons } from '../../src/shared/reasons/error-reasons.ts'
import { referencePages } from '../../scripts/reference.ts'
import { projectPath } from '../helpers/paths.ts'
import { inside } from './imports.ts'
import { LADDER, MOST_FILES, MOST_LINES, OWNERS, ROOMS } from './layout.ts'
import { projectFiles } from './source-files.ts'

const all = projectFiles()
const paths = all.map(({ path }) => path)
const read = (path: string) => readFileSync(projectPath(path), 'utf8')
const foldersIn = (path: string) =>
  readdirSync(projectPath(path), { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))

describe('ARCHITECTURE.md', () => {
  const document = read('ARCHITECTURE.md')
  /** The text of a section, and the lines of its first block of code. */
  const section = (title: string) => document.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? ''
  const block = (title: string) => /^```\n(.*?)^```$/ms.exec(section(title))?.[1]?.trimEnd().split('\n') ?? []
  const codesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
  const table = (title: string) =>
    section(title)
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').slice(1, -1))

  test('draws every room that there is, and no other', () => {
    const rooms = block('Rooms').map((line) => line.split(' ')[0] ?? '')
    const drawn = (path: string) => rooms.some((room) => inside(path, room) || room.startsWith(`${path}/`))
    expect(rooms.filter((room) => !existsSync(projectPath(room)))).toEqual([])
    expect(foldersIn('src').filter((name) => !drawn(`src/${name}`))).toEqual([])
    expect(Object.keys(ROOMS).filter((name) => !rooms.includes(`src/main/${name}/`))).toEqual([])
    const renderer = foldersIn('src/renderer').filter((name) => name !== 'styles')
    expect(renderer.filter((name) => !rooms.includes(`src/renderer/${name}/`))).toEqual([])
  })

  test('names only folders and files that a room has', () => {
    for (const line of block('Rooms')) {
      const [room = '', ...words] = line.split(' ')
      const parts = words.join(' ').match(/\b[\w-]+(?:\.ts\b|\/)/g) ?? []
      const exists = (part: string) =>
        paths.some((path) => path.startsWith(room) && `/${path.slice(room.length)}`.includes(`/${part}`))
      expect(parts.filter((part) => !exists(part))).toEqual([])
    }
  })

  test('draws the ladder of topics that the walls hold', () => {
    const drawn = block('Walls').map((line) => line.split(/\s+/))
    expect(drawn.reverse().map((line) => line.sort())).toEqual(LADDER)
  })

  test('names the hosts, the codes of errors, the states of a key and the limits as they are', () => {
    const hosts = codesIn(document.split('## ')[0] ?? '').filter((word) => /^[a-z]+$/.test(word) && word !== 'dispatch')
    expect(hosts.sort()).toEqual(foldersIn('src/main/hosts').sort())
    const codes = codesIn(/The code is[^;]*;/.exec(section('One door'))?.[0] ?? '')
    expect(codes).toEqual(Object.keys(ERROR_CODES))
    const states = codesIn(/Its state is[^;]*;/.exec(section('Data and keys'))?.[0] ?? '')
    expect(states.sort()).toEqual([...KeyState.options].sort())
    expect(section('Walls')).toContain(`more than ${MOST_FILES} files and no file more than ${MOST_LINES} lines`)
  })

  test('names the parts of a data directory as they are', () => {
    const { dataDir: _dataDir, ...parts } = storePaths('')
    expect(codesIn(section('Data and keys'))).toEqual(expect.arrayContaining([...Object.values(parts), 'lock.db']))
    expect(read('src/main/store/files/lock.ts')).toContain("'lock.db'")
  })

  test('names the owner of every table', () => {
    const owners = table('Data and keys').map(([name = '', owner = '']) => [codesIn(name)[0], codesIn(owner)[0]])
    const expected = Object.entries(schema).flatMap(([name, each]) =>
      is(each, SQLiteTable) ? [[getTableName(each), OWNERS[name]]] : [],
    )
    expect(Object.fromEntries(owners)).toEqual(Object.fromEntries(expected))
    expect(owners).toHaveLength(expected.length)
  })

  test('walks Activate through files that have what it says of them, ten in Electron and nine in a browser', () => {
    const steps = table('One request: Activate').map(([file = '', what = '']) => ({
      file: codesIn(file)[0] ?? '',
      what,
      names: codesIn(what),
    }))
    const strangers = steps.flatMap(({ file, names }) =>
      names.filter((name) => !read(file).includes(name.replace(':name', ''))).map((name) => `${file} has no ${name}`),
    )
    expect(strangers).toEqual([])
    const stepsWithout = (other: string) => steps.filter(({ what }) => !what.includes(other)).length
    expect({ electron: stepsWithout('in a browser'), browser: stepsWithout('in Electron') }).toEqual({
      electron: 10,
      browser: 9,
    })
  })
})

const documents = all.filter(({ path }) => path.endsWith('.md') && !path.startsWith('tests/fixtures/'))

describe.each(documents)('$path', ({ path, text }) => {
  test('links to what exists', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')
    const local = links.filter((link) => !/^(?:https?:|mailto:|#)/.test(link)).map((link) => link.split('#')[0] ?? '')
    expect(local.filter((link) => !existsSync(projectPath(join(dirname(path), link))))).toEqual([])
  })

  test('names npm scripts and commands of packages that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const ran = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map((match) => match[1] ?? '')
    expect(ran.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
    const commands = [...text.matchAll(/npx ([a-z][\w-]*)/g)].map((match) => match[1] ?? '')
    expect(commands.filter((name) => !existsSync(projectPath(`node_modules/.bin/${name}`)))).toEqual([])
  })
})

// A decision names what there was on its day.
test.each(documents.filter(({ path }) => !path.startsWith('docs/decisions/0')))(
  '$path names files that exist, or says that they are new',
  ({ text }) => {
    const named = [...text.matchAll(/`((?:src|tests|scripts|docs|build|seeds|migrations)\/[\w./-]+)`(?! \(new\))/g)]
    const missing = named.map((match) => match[1] ?? '').filter((file) => !existsSync(projectPath(file)))
    expect(missing).toEqual([])
  },
)

test('docs/command-line.md names the exit code of every error as it is', () => {
  const line = /Exit codes:[^]*?\n\n/.exec(read('docs/command-line.md'))?.[0] ?? ''
  const named = new Set([...line.matchAll(/\b(\d) /g)].map((match) => Number(match[1])))
  expect(named).toEqual(new Set([0, ...Object.values(ERROR_CODES).map(({ exit }) => exit)]))
})

test('every decision is in the index, with its own title and date', () => {
  const folder = 'docs/decisions'
  const pages = readdirSync(projectPath(folder)).filter((name) => /^\d{4}-/.test(name))
  const index = read(`${folder}/README.md`)
  const missing = pages.filter((name) => {
    const text = read(`${folder}/${name}`)
    const [, number = '', title = ''] = /^# (\d+)\. (.*)$/m.exec(text) ?? []
    const [, date = ''] = /^Date: (\d{4}-\d\d-\d\d)$/m.exec(text) ?? []
    const row = index.split('\n').find((line) => line.includes(`(${name})`)) ?? ''
    return (
      Number(name.slice(0, 4)) !== Number(number) || !row.includes(`[${title}]`) || !row.includes(date) || date === ''
    )
  })
  expect(missing).toEqual([])
  expect(pages.map((name) => Number(name.slice(0, 4)))).toEqual(pages.map((_, index_) => index_ + 1))
})

test('docs/errors.md has every reason once, with its code, what it means and what to do', () => {
  const rows = [...read('docs/errors.md').matchAll(/^\| `(\w+)` +\| `(\w+)` +\| (\S.*?) +\| (\S.*?) +\|$/gm)]
  const codes = Object.entries(errorReasons).map(([reason, { code }]) => `${reason} ${code}`)
  expect(rows.map(([, reason, code]) => `${reason} ${code}`).sort()).toEqual(codes.sort())
  const numbers = [...read('docs/errors.md').matchAll(/^\| `(\w+)` +\| (\d+) +\| (\d+) +\|$/gm)]
  expect(numbers.map(([, code, status, exit]) => [code, { status: Number(status), exit: Number(exit) }])).toEqual(
    Object.entries(ERROR_CODES),
  )
})

test.each(referencePages())('$path has the reference that npm run reference writes', ({ text, expected }) => {
  expect(text, 'Run npm run reference').toBe(expected)
})

// A page on how to add something names what is not there yet.
test('every command of a document exists, with its options', () => {
  const program = new Command('patchbay')
  addCommands(program, resourcesBeside(import.meta.url))
  const wrong = documents
    .filter(({ path }) => /^docs\/(?!decisions\/|project\/how-to)/.test(path))
    .flatMap(({ path, text }) =>
      commandLines(text).flatMap((line) => faultsOf(program, line).map((why) => `${path}: ${why}`)),
    )
  expect(wrong).toEqual([])
})

/** The commands in blocks of shell, each up to a comment, a pipe or a redirection. */
function commandLines(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].flatMap((match) => (match[1] ?? '').split('\n'))
  return blocks.flatMap((line) => /(?:^|\| |-- )\s*(?:patchbay|npm run -s patchbay --) ([^#|>]*)/.exec(line)?.[1] ?? [])
}

/** What a command line has that the program does not. */
function faultsOf(program: Command, line: string): string[] {
  const words = line.trim().split(/\s+/)
  let command = program
  for (const word of words) {
    const next = command.commands.find((each) => each.name() === word)
    if (!next) break
    command = next
  }
  if (command.commands.length > 0) return [`no command: ${line}`]
  const flags = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '')
  const known = new Set(command.options.map(({ long }) => long))
  return flags.filter((flag) => !known.has(flag)).map((flag) => `${command.name()} has no ${flag}: ${line}`)
}
