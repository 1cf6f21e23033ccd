import { type Command, Option } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import type { AppApi } from '../../../../contract/index.ts'
import type { NetworkSettings } from '../../../../contract/groups/installation/settings.ts'
import { caProblems } from '../../../../shared/services/ca-problems.ts'
import { SYNC_MINUTES } from '../../../../shared/limits.ts'
import { attributeOf, PREFERENCES, type PreferenceName } from '../../../../shared/text/preferences.ts'
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
  syncCommand(group, files)
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
        ({ minutes }) =>
          printFacts({
            'changes of others': minutes === 0 ? 'only when asked' : `every ${plural(minutes, 'minute', 'minutes')}`,
          }),
      ),
    )
}

const minutesText = (minutes: number): string => (minutes === 0 ? 'off' : String(minutes))

interface MineOptions extends CommonOptions {
  theme?: string
  language?: string
  density?: string
  startPage?: string
}

const NAMES = { theme: 'theme', language: 'language', density: 'density', startPage: 'start page' }

/** What is set for the screens, and how soon idle workspaces lock. */
const readMine = async ({ settings, keys }: AppApi) => ({
  ...(await settings.mine({})),
  idleLock: (await keys.idleLock({})).minutes,
})

function printMine({ theme, language, density, startPage, idleLock }: Awaited<ReturnType<typeof readMine>>) {
  printFacts({
    ...{ theme, language, density, 'start page': startPage },
    'idle lock': idleLock === 0 ? 'never' : plural(idleLock, 'minute', 'minutes'),
  })
}

function mineCommands(group: Command, files: ProgramFiles): void {
  withCommonOptions(group.command('show').description('show what the screens are set to for you')).action(
    (options: CommonOptions) => runCommand(options, files, ({ api }) => readMine(api), printMine),
  )
  const set = withCommonOptions(group.command('set').description('set what the screens are like for you'))
  for (const name of Object.keys(PREFERENCES) as PreferenceName[]) {
    const flag = attributeOf(name).replace('data-', '--')
    set.addOption(new Option(`${flag} <choice>`, `the ${NAMES[name]} of the screens`).choices(PREFERENCES[name]))
  }
  set.action((options: MineOptions) =>
    runCommand(
      options,
      files,
      async ({ api }) => {
        const { theme, language, density, startPage } = options
        const choices = Object.entries({ theme, language, density, startPage })
        await api.settings.setMine(Object.fromEntries(choices.filter(([, choice]) => choice !== undefined)))
        return readMine(api)
      },
      printMine,
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

function print({ proxy, caFile, variables }: NetworkSettings) {
  const certificates = caFile && plural(caFile.count, 'certificate', 'certificates')
  printFacts({
    proxy: PROXIES[proxy] ?? proxy,
    'extra certificates':
      caFile === null ? 'none' : `${caFile.path} (${caFile.problem ? caProblems[caFile.problem] : certificates})`,
  })
  for (const name of variables)
    terminal.log(`\n${name} is set and counts in place of this setting as long as the program runs.`)
}
