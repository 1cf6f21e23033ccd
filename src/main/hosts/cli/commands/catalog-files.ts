import { type Command, Option } from 'commander'
import type { ImportEffect } from '../../../../contract/groups/catalog.ts'
import { appError } from '../../../../contract/errors.ts'
import type { AppApi } from '../../../../contract/index.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { type FilesResult, runThroughFiles } from '../catalog-files.ts'
import { printTable } from '../print.ts'
import { type CommandNeeds, type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

interface FileOptions extends CommonOptions {
  key?: string
  name?: string
  soundsSecret?: 'treat' | 'warn'
}

/** The commands that read catalog files; they end with code 2 when a file cannot be read or no entry can be used. */
export function catalogFileCommands(catalog: Command, files: ProgramFiles): void {
  const command = (usage: string, description: string) =>
    withCommonOptions(catalog.command(usage).description(description))
      .option('--key <key>', 'the key of a bare JSON Schema')
      .option('--name <name>', 'the name of a bare JSON Schema')
      .addOption(
        new Option(
          '--sounds-secret <what>',
          'what becomes of fields that sound like secrets and are not marked: treat makes all of them secrets, warn none (default: those of plain names, such as client_secret)',
        ).choices(['treat', 'warn']),
      )

  const run = (
    options: FileOptions,
    paths: string[],
    send: (api: AppApi) => (input: Parameters<AppApi['catalog']['lint']>[0]) => ReturnType<AppApi['catalog']['lint']>,
    print: (result: FilesResult) => void | Promise<void>,
    { after, ...needs }: CommandNeeds & { after?: (api: AppApi, result: FilesResult) => Promise<void> } = {},
  ) => {
    const naming = namingOf(options)
    const { soundsSecret = 'strong' } = options
    return runCommand(
      options,
      files,
      async ({ api }) => {
        const result = await runThroughFiles(paths, (part) =>
          send(api)({ ...part, soundsSecret, ...(naming && { naming }) }),
        )
        if (isUseless(result)) terminal.exitCode = 2
        await after?.(api, result)
        return result
      },
      async (result) => {
        if (result.entries.length > 0) await print(result)
        printProblems(result)
      },
      needs,
    )
  }

  command('lint <file...>', 'check catalog files, connector registries or JSON Schemas; nothing is stored').action(
    (paths: string[], options: FileOptions) =>
      run(options, paths, (api) => api.catalog.lint, printLint, { withoutData: true }),
  )
  command('import <file...>', 'add entries to the catalog, or replace imported ones; each wholly or not at all').action(
    (paths: string[], options: FileOptions) => {
      let outgrown = 0
      return run(
        options,
        paths,
        (api) => api.catalog.import,
        (result) => printImport(result, outgrown),
        { after: async (api, result) => void (outgrown = await countOutgrown(api, result)) },
      )
    },
  )
}

function namingOf({ key, name }: FileOptions) {
  if (key === undefined && name === undefined) return undefined
  if (key === undefined || name === undefined) throw appError('key_and_name_needed')
  return { key, name }
}

const isUseless = ({ failures, summary }: FilesResult) => failures.length > 0 || summary.refused === summary.entries

async function printLint({ entries, summary }: FilesResult) {
  await printTable(
    ['key', 'verdict', 'fields', 'secrets', 'problems'],
    entries.map(({ key, verdict, fields, secrets, problems }) => [
      key,
      verdict,
      String(fields),
      String(secrets.length),
      String(problems.length),
    ]),
    'No entry was found.',
  )
  terminal.log(
    `\n${plural(summary.entries, 'entry', 'entries')}: ${summary.ok} ok, ${summary.warning} with warnings, ${summary.refused} refused.`,
  )
}

const EFFECTS: Record<ImportEffect, string> = {
  add: 'added',
  replace: 'replaced',
  same: 'there already',
  conflict: 'refused',
  none: 'refused',
}

/** The connectors that fit no replaced entry any more; waits for their checks, which would end with the command. */
async function countOutgrown(api: AppApi, { entries }: FilesResult): Promise<number> {
  const keys = new Set(entries.filter(({ effect }) => effect === 'replace').map(({ key }) => key))
  if (keys.size === 0) return 0
  return (await api.catalog.upgradeReport({})).filter(({ catalogKey }) => keys.has(catalogKey)).length
}

async function printImport({ entries }: FilesResult, outgrown: number) {
  await printTable(
    ['key', 'result', 'version', 'verdict', 'fields', 'secrets'],
    entries.map(({ key, effect, version, installedVersion, verdict, fields, secrets }) => [
      key,
      EFFECTS[effect],
      effect === 'replace' ? `${installedVersion} -> ${version}` : version,
      verdict,
      String(fields),
      String(secrets.length),
    ]),
    'No entry was found.',
  )
  const count = (...effects: ImportEffect[]) => entries.filter(({ effect }) => effects.includes(effect)).length
  terminal.log(
    `\n${count('add')} added, ${count('replace')} replaced, ${count('same')} there already, ${count('none', 'conflict')} refused.`,
  )
  if (outgrown > 0)
    terminal.log(
      `${plural(outgrown, 'connector no longer fits', 'connectors no longer fit')}: patchbay catalog upgrade-report`,
    )
}

/** What is wrong, entry by entry and file by file, and which fields became secrets by their names. */
function printProblems({ entries, failures }: FilesResult) {
  for (const { key, verdict, problems } of entries) {
    const shown = verdict === 'ok' ? problems.filter(({ code }) => code === 'treated_secret') : problems
    if (shown.length === 0) continue
    terminal.log(`\n${key || '(no key)'}: ${verdict}`)
    for (const { path, code, message } of shown) terminal.log(`  ${path ? `${path}: ` : ''}${message} [${code}]`)
  }
  for (const { file, error } of failures) terminal.error(`${file}: ${error.message}.`)
}
