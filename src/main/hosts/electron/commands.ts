import type { DesktopCommand } from '../../../contract/groups/desktop.ts'

/** What waits for the window to take it. */
export interface Commands {
  push(command: DesktopCommand): void
  take(): DesktopCommand[]
}

/** A window that is only being opened takes its commands once it is there; `tell` asks one that is there already. */
export function createCommands(notify: () => void): Commands {
  let waiting: DesktopCommand[] = []
  return {
    push: (command) => {
      waiting.push(command)
      notify()
    },
    take: () => {
      const commands = waiting
      waiting = []
      return commands
    },
  }
}
