import type { Command } from 'commander'
import type { Person } from '../../../../contract/groups/person.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readPassphrase } from '../input.ts'
import { printFacts } from '../print.ts'
import { type CommonOptions, givenPassphrase, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

/** `person show`, `person rename` and `person set-passphrase`: who works with this data. */
export function personCommands(program: Command, files: ProgramFiles): void {
  const person = program.command('person').description('you: your name, and the keys that are yours alone')
  const command = (usage: string, description: string) =>
    withCommonOptions(person.command(usage).description(description))

  command('show', 'print your name and your identity, by which others invite you; makes your keys at first').action(
    (options: CommonOptions) =>
      runCommand(options, files, async (session) => session.api.person.show(await givenPassphrase(session)), print),
  )

  command('rename <name>', 'give yourself another name').action((name: string, options: CommonOptions) =>
    runCommand(
      options,
      files,
      ({ api }) => api.person.rename({ name }),
      (renamed) => terminal.log(`You are now named ${renamed.name}.`),
    ),
  )

  command(
    'set-passphrase',
    'let one passphrase open your own key, and with it all workspaces that you own or administer',
  )
    .requiredOption('--new-passphrase-file <file>', 'a file with the new passphrase')
    .action((options: CommonOptions & { newPassphraseFile: string }) =>
      runCommand(
        options,
        files,
        async (session) => {
          const present = await session.passphrase()
          return session.api.person.setPassphrase({
            passphrase: (await readPassphrase(options.newPassphraseFile)) ?? new Uint8Array(),
            ...(present !== undefined && { present }),
          })
        },
        () => terminal.log('Your passphrase was set.'),
      ),
    )
}

function print({ name, account, identity, protectedBy }: Person): void {
  printFacts({
    name,
    account,
    'key protected by': protectedBy.join(', ') || 'nothing yet',
    ...(identity !== null && { identity }),
  })
}
