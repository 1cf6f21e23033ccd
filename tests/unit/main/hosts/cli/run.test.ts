import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addCommands } from '../../../../../src/main/hosts/cli/run.ts'
import { resourcesBeside } from '../../../../../src/main/platform/resources.ts'

/** A program with all commands, or those that a command line needs. */
function programFor(args?: string[]): Command {
  const program = new Command('patchbay')
  addCommands(program, resourcesBeside(import.meta.url), args)
  return program
}

const pathsOf = (command: Command, above: string[] = []): string[][] =>
  command.commands.flatMap((each) => {
    const path = [...above, each.name()]
    return each.commands.length === 0 ? [path] : pathsOf(each, path)
  })

const find = (program: Command, path: string[]): Command | undefined =>
  path.reduce<Command | undefined>((command, name) => command?.commands.find((each) => each.name() === name), program)

const all = programFor()

test('every command is the same where its line alone decides which commands there are', () => {
  for (const path of pathsOf(all)) {
    const help = find(programFor([...path, 'Acme', '--json']), path)?.helpInformation()
    expect({ path, help }).toEqual({ path, help: find(all, path)?.helpInformation() })
  }
})

test('a plain command is added without most others', () => {
  expect(pathsOf(programFor(['connector', 'list'])).length).toBeLessThan(pathsOf(all).length / 5)
})

test.for([
  [],
  ['--help'],
  ['help', 'connector'],
  ['conector', 'list'],
  ['connector'],
  ['connector', 'lst'],
  ['complete'],
])('all commands are there for %o, which names none or is about others', (args) => {
  expect(pathsOf(programFor(args))).toEqual(pathsOf(all))
})
