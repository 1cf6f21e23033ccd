import { runCli } from './hosts/cli/run.ts'
import { processTerminal } from './hosts/cli/terminal.ts'
import { resourcesBeside } from './platform/resources.ts'

/** Runs a command in this process and returns its exit code. */
export function runHere(args: string[]): Promise<number> {
  // Elsewhere nothing is written through these, and making them takes time.
  if (process.platform === 'win32')
    for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
  return runCli(args, resourcesBeside(import.meta.url), processTerminal())
}

/** A reader may stop early, as `head` does; what the command does for its data goes on to its end. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
