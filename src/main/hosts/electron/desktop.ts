import { desktopContract } from '../../../contract/desktop.ts'
import { createDispatch, type Dispatch } from '../../dispatch.ts'
import type { Clock, Identity } from '../../ports.ts'
import type { Commands } from './commands.ts'
import type { Updates } from './updates.ts'

interface Deps {
  commands: Commands
  /** Null where updates are not configured. */
  updates: Updates | null
  identity: Identity
  clock: Clock
  /** Answers every other call. */
  program: Dispatch
}

/** The program's own door with what only a window of the desktop program can ask for. */
export function createDesktop({ commands, updates, identity, clock, program }: Deps): Dispatch {
  const own = createDispatch({
    contract: desktopContract,
    handlers: {
      desktop: {
        takeCommands: () => commands.take(),
        update: () => updates?.state() ?? null,
        checkForUpdate: () => {
          updates?.check()
          return updates?.state() ?? null
        },
        installUpdate: () => {
          updates?.install()
          return {}
        },
      },
    },
    access: { roleIn: () => null, highestRole: () => null },
    identity,
    clock,
    // What it does is only kept in memory, where nothing unexpected is.
    log: { write: () => undefined, close: () => undefined },
  })
  return (name, input, host) => (name.startsWith('desktop.') ? own : program)(name, input, host)
}
