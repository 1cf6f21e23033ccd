import type { Command } from 'commander'
import type { KeyStatus } from '../../../../contract/groups/keys.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import { appError, ERROR_CODES } from '../../../../contract/errors.ts'
import { IDLE_MINUTES, type IdleMinutes } from '../../../../shared/limits.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readPassphrase } from '../input.ts'
import { printFacts } from '../print.ts'
import { type CliSession, type CommonOptions, givenPassphrase, runCommand, withCommonOptions } from '../session.ts'
import { showBar } from '../comfort/progress-bar.ts'
import { terminal } from '../terminal.ts'

interface SetOptions extends CommonOptions {
  newPassphraseFile?: string
}

interface RotateOptions extends CommonOptions {
  startOver?: boolean
  confirm?: string
}

export function keyCommands(program: Command, files: ProgramFiles): void {
  const key = program.command('key').description("a workspace's key and what protects it")
  const command = (usage: string, description: string) => withCommonOptions(key.command(usage).description(description))
  const run = <T>(
    options: CommonOptions,
    work: (session: CliSession, workspaceId: string) => Promise<T>,
    print: (value: T) => void,
  ) => runCommand(options, files, async (session) => work(session, (await session.workspace()).id), print)

  command('status', 'open the key and print its state; exit code 6 unless it opens').action((options: CommonOptions) =>
    run(
      options,
      async (session, workspaceId) => {
        const status = await session.api.keys.open({ workspaceId, wait: true, ...(await givenPassphrase(session)) })
        if (status.state !== 'READY') terminal.exitCode = ERROR_CODES.locked.exit
        const all = () => readPages((page) => session.api.connectors.list({ workspaceId, ...page }))
        const list = status.unreadable > 0 ? await all() : []
        return { ...status, mustReenter: list.filter(({ needsSecrets }) => needsSecrets).map(({ name }) => name) }
      },
      ({ mustReenter, ...status }) => {
        printStatus(status)
        if (mustReenter.length > 0) terminal.log(`\nsecrets to enter again\n  ${mustReenter.join('\n  ')}`)
      },
    ),
  )

  command('recover', 'open the key with its recovery passphrase and store it in the keychain of this computer').action(
    (options: CommonOptions) =>
      run(
        options,
        async (session, workspaceId) => {
          if ((await session.passphrase()) === undefined) throw appError('passphrase_file_needed')
          return session.api.keys.open({ workspaceId, ...(await givenPassphrase(session)) })
        },
        printStatus,
      ),
  )

  command(
    'set-passphrase',
    'add or replace the recovery passphrase; without a file a new one is generated and shown once',
  )
    .option('--new-passphrase-file <file>', 'a file with the new passphrase')
    .action((options: SetOptions) =>
      run(
        options,
        async (session, workspaceId) => {
          const { api } = session
          const present = await session.passphrase()
          const own =
            options.newPassphraseFile === undefined ? undefined : await readPassphrase(options.newPassphraseFile)
          const generated = own === undefined ? (await api.keys.generatePassphrase({})).passphrase : null
          if (present !== undefined) await api.keys.open({ workspaceId, passphrase: present })
          const status = await api.keys.setPassphrase({ workspaceId, passphrase: own ?? generated ?? '' })
          return { status, passphrase: generated }
        },
        ({ passphrase }) => {
          terminal.log('Recovery passphrase set.')
          if (passphrase !== null) terminal.log(`It is shown only this once. Write it down:\n\n  ${passphrase}\n`)
        },
      ),
    )

  command('remove-passphrase', 'remove the recovery passphrase').action((options: CommonOptions) =>
    run(
      options,
      ({ api }, workspaceId) => api.keys.removePassphrase({ workspaceId }),
      () => terminal.log('Recovery passphrase removed.'),
    ),
  )

  command(
    'idle-lock [minutes]',
    'show or set after how many minutes without use all workspaces lock: off, 5, 15 or 60',
  ).action((minutes: string | undefined, options: CommonOptions) =>
    runCommand(
      options,
      files,
      ({ api }) =>
        minutes === undefined ? api.keys.idleLock({}) : api.keys.setIdleLock({ minutes: idleMinutes(minutes) }),
      ({ minutes: now }) =>
        terminal.log(
          now === 0
            ? 'Workspaces lock when somebody locks them.'
            : `All workspaces lock after ${now} minutes without use.`,
        ),
    ),
  )

  command('rotate', 'make a new version of the key and encrypt every secret with it')
    .option('--start-over', 'replace a lost key; its secrets must be entered again')
    .option('--confirm <name>', 'the name of the workspace, to start over')
    .action((options: RotateOptions) =>
      run(
        options,
        async (session, workspaceId) => {
          const { name } = await session.workspace()
          if (options.startOver && options.confirm !== name) throw appError('confirm_start_over', { name })
          const stop = showProgress(session, workspaceId, !options.json && terminal.isInteractive)
          try {
            const input = { workspaceId, startOver: options.startOver ?? false }
            return await session.api.keys.rotate({ ...input, ...(await givenPassphrase(session)) })
          } finally {
            stop()
          }
        },
        ({ unreadable }) => {
          terminal.log('Key rotated; its older version goes once no backup needs it.')
          if (unreadable > 0)
            terminal.log(
              `${plural(unreadable, 'connector has', 'connectors have')} secrets to enter again; \`key status\` names them.`,
            )
        },
      ),
    )
}

function idleMinutes(text: string): IdleMinutes {
  const minutes = IDLE_MINUTES.find((each) => (each === 0 ? text === 'off' : text === String(each)))
  if (minutes === undefined) throw appError('idle_minutes_unknown')
  return minutes
}

function showProgress({ app, api }: CliSession, workspaceId: string, isWanted: boolean): () => void {
  if (!isWanted) return () => undefined
  return app.changes.on(({ topic }) => {
    if (topic !== 'keys') return
    void api.session.workspace({ workspaceId }).then(({ key: { progress } }) => {
      if (progress) showBar(progress, `${progress.done} of ${progress.total} connectors`)
    })
  })
}

function printStatus(status: KeyStatus): void {
  const { state, slots, keychainName, message, olderVersions } = status
  printFacts({
    state,
    'protected by': slots
      .map((slot) => ({ keychain: keychainName, passphrase: 'passphrase', person: 'your own key' })[slot])
      .join(', '),
    ...(message && { message }),
    ...(olderVersions > 0 && { 'older versions': String(olderVersions) }),
  })
  const ways = waysOut(status)
  if (ways.length > 0) terminal.log(`\nwhat you can do, best first\n${ways.map((way) => `  ${way}`).join('\n')}`)
}

/** What can be done about a key that does not open, in the order in which it should be tried. */
function waysOut({ state, slots }: KeyStatus): string[] {
  if (state === 'READY' || state === 'CLOSED') return []
  const isLost = state === 'LOST' || state === 'WRONG_KEY'
  return [
    'patchbay key status                                  try again',
    ...(slots.includes('passphrase')
      ? ['patchbay key recover --passphrase-file FILE          open it with the recovery passphrase']
      : []),
    ...(isLost
      ? [
          'patchbay backup restore FILE                         restore a backup',
          'patchbay key rotate --start-over --confirm NAME      replace the lost key and enter the secrets again',
        ]
      : []),
  ]
}
