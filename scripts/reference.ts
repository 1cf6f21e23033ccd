import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Command } from 'commander'
import { contract } from '../src/contract/index.ts'
import { addCommands } from '../src/main/hosts/cli/run.ts'
import { restProcedures } from '../src/main/hosts/http/rest.ts'
import { resourcesBeside } from '../src/main/platform/resources.ts'
import { chart } from '../tests/bench/results/chart.ts'
import { PROJECT } from './run-step.ts'

/** What stands between the part of a page that people write and the part that this script writes. */
const MARK = '<!-- What follows is written by `npm run reference`. -->\n'

/** The options of nearly all commands, which the part that people write explains. */
const COMMON = new Set(['--data-dir <dir>', '--workspace <name|id>', '--passphrase-file <file>', '--json'])

const RESULTS = 'tests/bench/RESULTS.md'
const FIGURES = 'docs/project/figures.md'
const LENGTHS = 'docs/project/lengths.md'

/** Nobody reads these from the first line to the last. */
const LOOKED_UP = new Set(['docs/command-line.md', 'docs/errors.md', 'docs/rest.md'])

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8')

const indent = (text: string, by: string) => text.replaceAll(/^/gm, by)

/** Every command with its arguments, summary and options, one block of text for each group. */
export function commandReference(): string {
  const program = new Command('patchbay')
  addCommands(program, resourcesBeside(import.meta.url))
  const leaves = (command: Command, path: string): string[] =>
    command.commands.length > 0
      ? command.commands.flatMap((each) => leaves(each, `${path} ${each.name()}`))
      : [describe(command, path)]
  return program.commands
    .map((command) => `## ${command.name()}\n\n\`\`\`text\n${leaves(command, command.name()).join('\n\n')}\n\`\`\`\n`)
    .join('\n')
}

function describe(command: Command, path: string): string {
  const names = command.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`
    return argument.required ? `<${word}>` : `[${word}]`
  })
  const options = command.options.filter(({ hidden, flags }) => !hidden && !COMMON.has(flags))
  const width = Math.max(0, ...options.map(({ flags }) => flags.length))
  const lines = options.map(({ flags, description }) => `${flags.padEnd(width)}  ${description}`.trimEnd())
  return [[path, ...names].join(' '), indent(command.description(), '  '), ...lines.map((line) => `    ${line}`)]
    .filter((line) => line.trim() !== '')
    .join('\n')
}

/** Every call over REST with its fields, one list for each group of the contract. */
export function restReference(): string {
  const groups = Object.groupBy(restProcedures(contract), ({ group }) => group)
  return Object.entries(groups)
    .map(([group, procedures = []]) => `## ${group}\n\n${procedures.map(describeCall).join('\n')}\n`)
    .join('\n')
}

function describeCall({ method, path, procedure }: ReturnType<typeof restProcedures>[number]): string {
  const { input, role, token, answers, needsProof, summary } = procedure
  const fields = Object.entries(input.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>)
    .filter(([name]) => name !== 'workspaceId' && !path.includes(`{${name}}`))
    .map(([name, schema]) => `\`${name}${schema.safeParse(undefined).success ? '?' : ''}\``)
  const notes = [
    role,
    'workspaceId' in input.shape && 'in a workspace',
    answers === 'file' && 'answers with a file',
    needsProof && 'needs a proof',
    token === undefined ? 'not with a token' : token !== 'read' && `token: ${token}`,
  ].filter((note) => typeof note === 'string')
  const takes = fields.length > 0 ? `\n  Takes ${fields.join(', ')}.` : ''
  return `- \`${method} /api${path}\`: ${summary} (${notes.join(', ')}).${takes}`
}

/** The pages that have a part of their own from the program, and pictures of figures, with the text that they should have. */
export function referencePages(): { path: string; text: string; expected: string }[] {
  const pages = [
    { path: 'docs/command-line.md', reference: commandReference() },
    { path: 'docs/rest.md', reference: restReference() },
  ].map(({ path, reference }) => {
    const text = read(path)
    const [own = ''] = text.split(MARK)
    return { path, text, expected: `${own}${MARK}\n${reference}` }
  })
  const picture = 'docs/pictures/figures.svg'
  return [
    ...pages,
    {
      path: picture,
      text: read(picture),
      expected: chart(read(existsSync(join(PROJECT, RESULTS)) ? RESULTS : FIGURES)),
    },
  ]
}

/** So many words somebody reads in a minute. */
const PACE = 200

/** The words of each document and the minutes that reading it takes; of pages to look things up in, the words alone. */
export function lengthsOfPages(): string {
  const paths = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => /^docs\/(?:project\/)?[^/]+\.md$/.test(path) && path !== LENGTHS)
  const rows = ['README.md', 'SECURITY.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...paths.toSorted()].map((path) => {
    const text = read(path)
    const words = text.match(/[\p{L}\p{N}][^\s|]*/gu)?.length ?? 0
    const minutes = LOOKED_UP.has(path) ? '' : String(Math.ceil(words / PACE))
    const title = /^# (.*)/m.exec(text)?.[1] ?? path
    return `| [${title}](${relative('docs/project', path).replaceAll('\\', '/')}) | ${words} | ${minutes} |`
  })
  const head = `# Length of the pages\n\n\`npm run reference\` counts the words of each page. Somebody reads ${PACE} of them in a minute; pages to look things up in\nhave no time.\n`
  return [head, '| page | words | minutes |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

if (import.meta.main) {
  for (const { path, expected } of referencePages()) writeFileSync(join(PROJECT, path), expected)
  writeFileSync(join(PROJECT, LENGTHS), lengthsOfPages())
}
