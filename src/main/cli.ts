import { runCli } from './hosts/cli/run.ts'
import { resourcesBeside } from './platform/resources.ts'

process.umask(0o077)
process.exitCode = await runCli(process.argv.slice(2), resourcesBeside(import.meta.url))
