import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createCli } from '../../helpers/cli.ts'
import { projectPath } from '../../helpers/paths.ts'
import { wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { createTally, type Row } from '../row.ts'

const PASSPHRASE = 'six words of a backup passphrase'

/** The process of a command that a running program works on is killed at some moment of it. */
export const handOverKilled: Row = {
  fault: 'kill -9 of a command that a running program works on',
  atLeast: 40,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const cli = createCli(directory.path, projectPath('src/main/cli.ts'))
    const out = join(directory.path, 'out')
    mkdirSync(out)
    await cli.json(['workspace', 'create', 'Acme'])
    await cli.json([
      ...['connector', 'install', 'wordpress', '--name', 'Blog'],
      ...['--config', cli.file('config.json', wordpress.config), '--auth', cli.file('auth.json', wordpress.auth)],
    ])
    const passphrase = cli.file('backup-passphrase', PASSPHRASE)
    const commands = [
      ['backup', 'create', '--out', join(out, 'acme.age'), '--backup-passphrase-file', passphrase],
      ['targets', 'export', '--out', join(out, 'targets.json')],
      ['connector', 'activate', 'Blog'],
      ['key', 'status'],
    ]
    const times = scale === 'full' ? 48 : 2
    {
      await using _program = await cli.hold()
      for (let round = 0; round < times; round += 1) {
        const args = commands[round % commands.length] ?? []
        const child = spawn(process.execPath, [projectPath('src/main/cli.ts'), ...args, '--data-dir', cli.dataDir], {
          env: cli.environment,
          stdio: 'ignore',
        })
        // At another moment of the command each time.
        await wait(60 + round * 40)
        child.kill('SIGKILL')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
        tally.did()
        const { code, value } = await cli.json(['connector', 'list'])
        const [blog] = value as unknown as { name?: string }[]
        tally.expect(code === 0 && blog?.name === 'Blog', `after ${args.join(' ')} the program answers ${code}`)
      }
    }
    // The next start removes what was being written.
    await cli.json(['connector', 'list'])
    const left = readdirSync(out).filter((name) => name.endsWith('.tmp'))
    tally.expect(left.length === 0, `left behind: ${left.join(', ')}`)
    const state = await cli.json(['key', 'status'])
    tally.expect(state.value['unreadable'] === 0, 'a secret cannot be read')
    return tally.outcome
  },
}
