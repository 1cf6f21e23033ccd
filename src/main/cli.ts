import { handOver } from './hosts/cli/hand-over/hand-over.ts'
import { preventInspector } from './platform/inspector.ts'
import { isOldNode } from './platform/node-age.ts'
import { VERSION } from './platform/version.ts'

process.umask(0o077)
preventInspector()
// Node would take apart all that it has made, which the system does sooner.
process.once('beforeExit', () => process.exit())
void run(process.argv.slice(2))

/**
 * Has a command done by the running program or, where there is none, loads the whole command line. Node starts a script
 * of one file without modules sooner, so this is built as one.
 */
async function run(args: string[]): Promise<void> {
  process.exitCode = (await runElsewhere(args)) ?? (await (await import('./command-line.ts')).runHere(args))
}

/** The running program may have the work done. On an old Node, the command line says what it needs. */
async function runElsewhere(args: string[]): Promise<number | null> {
  return isOldNode(process.versions.node) ? null : handOver(args, VERSION)
}
