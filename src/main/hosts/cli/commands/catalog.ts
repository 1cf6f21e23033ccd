import type { Command } from 'commander'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printFacts, printTable } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { catalogFileCommands } from './catalog-files.ts'
import { withSimilarKeys } from '../comfort/similar-keys.ts'
import { terminal } from '../terminal.ts'

/** What is wrong with stored secrets, which the name of a field alone does not say. */
const ABOUT_STORED = new Set(['secret_moves', 'secret_without_place'])

export function catalogCommands(program: Command, files: ProgramFiles): void {
  const catalog = program.command('catalog').description('the global catalog of connector types')

  withCommonOptions(catalog.command('list').description('list the catalog entries')).action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      ({ api }) => api.catalog.list({}),
      (entries) =>
        printTable(
          ['key', 'name', 'category', 'auth', 'version'],
          entries.map(({ key, name, category, authType, version }) => [key, name, category, authType, version]),
          'The catalog is empty.',
        ),
    ),
  )

  withCommonOptions(catalog.command('show <key>').description('show an entry with its schemas')).action(
    (key: string, options: CommonOptions) =>
      runCommand(
        options,
        files,
        ({ api }) => withSimilarKeys(api, key, () => api.catalog.get({ key })),
        ({ configSchema, authSchema, capabilities, connectionTest, ...entry }) => {
          printFacts({
            key: entry.key,
            name: entry.name,
            description: entry.description,
            category: entry.category,
            auth: entry.authType,
            version: entry.version,
            docs: entry.docsUrl ?? '',
          })
          for (const [title, value] of Object.entries({ capabilities, configSchema, authSchema, connectionTest }))
            if (value !== null) terminal.log(`\n${title}\n${JSON.stringify(value, null, 2)}`)
        },
      ),
  )

  catalogFileCommands(catalog, files)

  withCommonOptions(
    catalog.command('remove <key>').description('remove an imported entry that no connector uses'),
  ).action((key: string, options: CommonOptions) =>
    runCommand(
      options,
      files,
      ({ api }) => withSimilarKeys(api, key, () => api.catalog.remove({ key })),
      ({ name }) => terminal.log(`${name} was removed from the catalog.`),
    ),
  )

  withCommonOptions(
    catalog
      .command('upgrade-report')
      .description('list the connectors whose config no longer fits their catalog entry'),
  ).action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      ({ api }) => api.catalog.upgradeReport({}),
      async (outgrown) => {
        await printTable(
          ['workspace', 'connector', 'entry', 'from', 'to', 'fields'],
          outgrown.map((connector) => [
            connector.workspaceName,
            connector.name,
            connector.catalogKey,
            connector.fromVersion,
            connector.toVersion,
            Object.keys(connector.fields).join(', '),
          ]),
          'Every connector fits its catalog entry.',
        )
        for (const { name, fields } of outgrown)
          for (const [path, errors] of Object.entries(fields))
            for (const { message } of errors.filter(({ reason }) => ABOUT_STORED.has(reason)))
              terminal.log(`\n${name}, ${path}: ${message}`)
      },
    ),
  )

  withCommonOptions(program.command('seed').description('update the built-in catalog entries from their files')).action(
    (options: CommonOptions) =>
      runCommand(
        options,
        files,
        ({ app }) => Promise.resolve(app.seeded),
        ({ written, unchanged }) =>
          terminal.log(
            written.length > 0
              ? `Written: ${written.join(', ')}. Unchanged: ${unchanged}.`
              : `Nothing to do: all ${unchanged} catalog entries are up to date.`,
          ),
      ),
  )
}
