import type { Command } from 'commander'
import type { KeyStatus } from '../../../../contract/session.ts'
import type { ProgramFiles } from '../../../resources.ts'
import { printFacts } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'

export function keyCommands(program: Command, files: ProgramFiles): void {
  const key = program.command('key').description("a workspace's key and what protects it")

  withCommonOptions(key.command('status').description('open the key and say what state it is in')).action(
    (options: CommonOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const workspaceId = (await session.workspace()).id
          const { passphrase, api } = session
          return api.keys.open({ workspaceId, ...(passphrase !== undefined && { passphrase }) })
        },
        ({ state, slots, keychainName, message }: KeyStatus) =>
          printFacts({
            state,
            'protected by': slots.map((slot) => (slot === 'keychain' ? keychainName : slot)).join(', '),
            ...(message && { message }),
          }),
      ),
  )
}
