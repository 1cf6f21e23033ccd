import { Argument, type Command, Option } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import type { AppApi } from '../../../../contract/index.ts'
import type { DataSettings, NetworkSettings } from '../../../../contract/groups/installation/settings.ts'
import { caProblems } from '../../../../shared/services/ca-problems.ts'
import { BACKUP_WEEKS, IDLE_MINUTES, SYNC_MINUTES, USUAL_SYNC_MINUTES } from '../../../../shared/limits.ts'
import {
  attributeOf,
  PREFERENCES,
  type PreferenceName,
  USUAL_PREFERENCES,
} from '../../../../shared/text/preferences.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printFacts } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

interface NetworkOptions extends CommonOptions {
  proxy?: string
  /** False for none. */
  caFile?: string | false
}

/** `settings …`: what a person sets, and what is set for the whole installation. */
export function settingsCommands(program: Command, files: ProgramFiles): void {
  const group = program.command('settings').description('what you have set, and what is set for all workspaces')
  mineCommands(group, files)
  resetCommand(group, files)
  syncCommand(group, files)
  backupsCommand(group, files)
  withCommonOptions(
    group
      .command('network')
      .description('show or set the proxy and the extra certificates with which services are reached'),
  )
    .option('--proxy <proxy>', 'system, none, or the address of an HTTP proxy')
    .option('--ca-file <file>', 'a PEM file with certificates to trust beside the usual ones')
    .option('--no-ca-file', 'trust the usual certificates alone')
    .action((options: NetworkOptions) =>
      runCommand(
        options,
        files,
        async ({ api }) => {
          const { proxy, caFile } = options
          if (typeof caFile === 'string') await api.settings.chooseCaFile({})
          if (caFile === false) await api.settings.removeCaFile({})
          return proxy === undefined ? api.settings.network({}) : api.settings.setProxy({ proxy })
        },
        print,
        { ports: () => ({ chooseFile: () => wholePath(options.caFile) }) },
      ),
    )
}

function syncCommand(group: Command, files: ProgramFiles): void {
  withCommonOptions(
    group
      .command('sync')
      .description('show or set how often a program that stays open looks for changes of others in shared workspaces'),
  )
    .addOption(new Option('--every <minutes>', 'minutes, or off').choices(SYNC_MINUTES.map(minutesText)))
    .action((options: CommonOptions & { every?: string }) =>
      runCommand(
        options,
        files,
        ({ api }) => {
          const minutes = SYNC_MINUTES.find((each) => minutesText(each) === options.every)
          return minutes === undefined ? api.sharing.interval({}) : api.sharing.setInterval({ minutes })
        },
        ({ minutes }) => printFacts(syncFacts(minutes)),
      ),
    )
}

const syncFacts = (minutes: number) => ({
  'changes of others': minutes === 0 ? 'only when asked' : `every ${plural(minutes, 'minute', 'minutes')}`,
})

function backupsCommand(group: Command, files: ProgramFiles): void {
  withCommonOptions(
    group.command('backups').description('show or set for how many weeks backups of the whole database are kept'),
  )
    .addOption(new Option('--keep <weeks>', 'weeks').choices(BACKUP_WEEKS.map(String)))
    .action((options: CommonOptions & { keep?: string }) =>
      runCommand(
        options,
        files,
        ({ api }) => {
          const weeks = BACKUP_WEEKS.find((each) => String(each) === options.keep)
          return weeks === undefined ? api.settings.data({}) : api.settings.setBackupWeeks({ weeks })
        },
        (data) => printFacts(dataFacts(data)),
      ),
    )
}

const dataFacts = ({ directory, backups, backupWeeks }: DataSettings) => ({
  'keep backups for': plural(backupWeeks, 'week', 'weeks'),
  'backups are in': backups ?? 'memory',
  'data directory': directory ?? 'memory',
})

const minutesText = (minutes: number): string => (minutes === 0 ? 'off' : String(minutes))

interface MineOptions extends CommonOptions {
  theme?: string
  language?: string
  density?: string
  startPage?: string
  idleLock?: string
}

const NAMES = { theme: 'theme', language: 'language', density: 'density', startPage: 'start page' }

/** Everything that is set, as the page Settings has it. */
const readAll = async ({ session, settings, keys, sharing }: AppApi) => ({
  ...(await settings.mine({})),
  idleLock: (await keys.idleLock({})).minutes,
  sync: (await sharing.interval({})).minutes,
  network: await settings.network({}),
  data: await settings.data({}),
  version: (await session.get({})).version,
})

function printAll({ theme, language, density, startPage, ...all }: Awaited<ReturnType<typeof readAll>>) {
  const { idleLock, sync, network, data, version } = all
  printFacts({
    ...{ theme, language, density, 'start page': startPage },
    'idle lock': idleLock === 0 ? 'never' : plural(idleLock, 'minute', 'minutes'),
    ...syncFacts(sync),
    ...networkFacts(network),
    ...dataFacts(data),
    updates: 'only when you ask, in the desktop program',
    version,
  })
  printVariables(network)
}

function mineCommands(group: Command, files: ProgramFiles): void {
  withCommonOptions(group.command('show').description('show everything that is set')).action((options: CommonOptions) =>
    runCommand(options, files, ({ api }) => readAll(api), printAll),
  )
  const set = withCommonOptions(
    group.command('set').description('set what the screens are like for you, and the idle lock'),
  )
  for (const name of Object.keys(PREFERENCES) as PreferenceName[]) {
    const flag = attributeOf(name).replace('data-', '--')
    set.addOption(new Option(`${flag} <choice>`, `the ${NAMES[name]} of the screens`).choices(PREFERENCES[name]))
  }
  set.addOption(
    new Option('--idle-lock <minutes>', 'after how many minutes without use all workspaces lock').choices(
      IDLE_MINUTES.map(minutesText),
    ),
  )
  set.action((options: MineOptions) =>
    runCommand(
      options,
      files,
      async ({ api }) => {
        const { theme, language, density, startPage } = options
        const choices = Object.entries({ theme, language, density, startPage })
        const minutes = IDLE_MINUTES.find((each) => minutesText(each) === options.idleLock)
        // It alone may be refused, so the rest comes after it.
        if (minutes !== undefined) await api.keys.setIdleLock({ minutes })
        await api.settings.setMine(Object.fromEntries(choices.filter(([, choice]) => choice !== undefined)))
        return readAll(api)
      },
      printAll,
    ),
  )
}

/** How each setting gets its usual value again. */
const RESETS: Record<string, (api: AppApi) => Promise<unknown>> = {
  theme: ({ settings }) => settings.setMine({ theme: USUAL_PREFERENCES.theme }),
  language: ({ settings }) => settings.setMine({ language: USUAL_PREFERENCES.language }),
  density: ({ settings }) => settings.setMine({ density: USUAL_PREFERENCES.density }),
  'start-page': ({ settings }) => settings.setMine({ startPage: USUAL_PREFERENCES.startPage }),
  'idle-lock': ({ keys }) => keys.setIdleLock({ minutes: IDLE_MINUTES[0] }),
  sync: ({ sharing }) => sharing.setInterval({ minutes: USUAL_SYNC_MINUTES }),
  proxy: ({ settings }) => settings.setProxy({ proxy: 'system' }),
  'ca-file': ({ settings }) => settings.removeCaFile({}),
  backups: ({ settings }) => settings.setBackupWeeks({ weeks: BACKUP_WEEKS[0] }),
}

function resetCommand(group: Command, files: ProgramFiles): void {
  withCommonOptions(group.command('reset').description('give settings their usual value again'))
    .addArgument(new Argument('<setting...>', 'which of them').choices(Object.keys(RESETS)))
    .action((names: string[], options: CommonOptions) =>
      runCommand(
        options,
        files,
        async ({ api }) => {
          for (const name of new Set(names)) await RESETS[name]?.(api)
          return readAll(api)
        },
        printAll,
      ),
    )
}

/** The path of a file, from where the command was started. */
async function wholePath(file: string | false | undefined): Promise<string | null> {
  if (typeof file !== 'string') return null
  const facts = await terminal.stat(file)
  if (facts === null) throw appError('ca_file_refused', { file, problem: 'missing' })
  return facts.path
}

const PROXIES: Record<string, string> = { system: 'that of the system', none: 'none' }

function print(network: NetworkSettings) {
  printFacts(networkFacts(network))
  printVariables(network)
}

function networkFacts({ proxy, caFile }: NetworkSettings) {
  const certificates = caFile && plural(caFile.count, 'certificate', 'certificates')
  return {
    proxy: PROXIES[proxy] ?? proxy,
    'extra certificates':
      caFile === null ? 'none' : `${caFile.path} (${caFile.problem ? caProblems[caFile.problem] : certificates})`,
  }
}

function printVariables({ variables }: NetworkSettings) {
  for (const name of variables)
    terminal.log(`\n${name} is set and counts in place of this setting as long as the program runs.`)
}
