import { handOver } from './hosts/cli/hand-over/hand-over.ts'
import { preventInspector } from './platform/inspector.ts'
import { isOldNode } from './platform/node-age.ts'
import { resourcesBeside } from './platform/resources.ts'

process.umask(0o077)
preventInspector()
for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
const args = process.argv.slice(2)
const files = resourcesBeside(import.meta.url)
process.exitCode = (await runElsewhere()) ?? (await runHere())

/** The running program may have the work done. On an old Node, the command line says what it needs. */
async function runElsewhere(): Promise<number | null> {
  return isOldNode(process.versions.node) ? null : handOver(args, files.version)
}

/** Loads the whole command line, which a running program has loaded already. */
async function runHere(): Promise<number> {
  const [{ runCli }, { processTerminal }] = await Promise.all([
    import('./hosts/cli/run.ts'),
    import('./hosts/cli/terminal.ts'),
  ])
  return runCli(args, files, processTerminal())
}

/** A reader may stop early, as `head` does; what the command does for its data goes on to its end. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
