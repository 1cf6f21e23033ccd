import { join } from 'node:path'
import type { Command } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import { isObject, type JsonObject } from '../../../../shared/json.ts'
import { labelFromName } from '../../../../shared/label.ts'
import { likelyTypes } from '../../../../shared/types.ts'
import { ofProperty, propertyNames, requiredNames, spread } from '../../../../shared/views.ts'
import { isSecret, type Side } from '../../../../shared/secret-places.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { type CommonOptions, runCommand } from '../session.ts'
import { terminal } from '../terminal.ts'
import { withSimilarKeys } from './similar-keys.ts'

interface TemplateOptions extends CommonOptions {
  out: string
  force?: true
}

/** `connector template KEY`: the files for --config and --auth, to fill in. */
export function connectorTemplateCommand(command: Command, files: ProgramFiles): void {
  command
    .option('--out <dir>', 'the directory for config.json and auth.json', '.')
    .option('--force', 'replace files that are there')
    .action((key: string, options: TemplateOptions) =>
      runCommand(
        options,
        files,
        async ({ api, app }) => {
          const { configSchema, authSchema } = await withSimilarKeys(api, key, () => api.catalog.get({ key }))
          const texts = [
            { path: join(options.out, 'config.json'), text: templateOf(configSchema, 'config') },
            { path: join(options.out, 'auth.json'), text: templateOf(authSchema, 'auth') },
          ]
          for (const { path } of texts)
            if (options.force !== true && (await terminal.stat(path))) throw appError('file_in_the_way', { file: path })
          await terminal.makeFolder(options.out)
          for (const { path, text } of texts) {
            const file = await terminal.openFile(path, app.unfinished)
            await file.write(text)
            await file.commit()
          }
          return { key, files: texts.map(({ path }) => path) }
        },
        ({ files: [config = '', auth = ''] }) => {
          terminal.log(`Fill in ${config} and ${auth}: null marks what is required, comments may stay.`)
          terminal.log(`patchbay connector install ${key} --name NAME --config ${config} --auth ${auth}`)
        },
      ),
    )
}

/**
 * A JSON object with comments: what is required has null, which no entry takes until it is filled in, or its default; what
 * is optional is a comment.
 */
function templateOf(schema: JsonObject, side: Side): string {
  const views = spread(schema, [schema])
  const required = new Set(requiredNames(views))
  const fields = [...propertyNames(views)]
    .map((name) => ({ name, schemas: ofProperty(views, name), isRequired: required.has(name) }))
    .filter(({ schemas }) => side === 'auth' || !isSecret(schema, schemas, side))
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
  const lines = fields.flatMap(({ name, schemas, isRequired }) => {
    const inside = spread(schema, schemas)
    const first = (keyword: string) => inside.map((view) => view[keyword]).find((value) => value !== undefined)
    const usual = first('default')
    const words: string[] = [
      textOf(first('title')) || labelFromName(name),
      ...(Array.isArray(first('enum'))
        ? [`one of ${JSON.stringify(first('enum'))}`]
        : [[...new Set(inside.flatMap(likelyTypes))].join(' or ')]),
      textOf(first('description')),
    ].filter((word) => word !== '')
    const value = JSON.stringify(
      side === 'auth' || usual === undefined ? (isRequired ? null : exampleOf(inside)) : usual,
    )
    return [
      `  // ${words.join('; ').replaceAll(/\s+/g, ' ')}${isRequired ? ' (required)' : ''}`,
      `  ${isRequired ? '' : '// '}${JSON.stringify(name)}: ${value},`,
    ]
  })
  return `{\n${lines.join('\n')}\n}\n`
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A value of the right kind for what is optional. */
function exampleOf(views: readonly JsonObject[]): unknown {
  const types = views.flatMap((view) => likelyTypes(view))
  const words = views.map((view) => view['enum']).find((one) => Array.isArray(one))
  if (Array.isArray(words)) return words[0]
  if (types.includes('string')) return ''
  if (types.includes('boolean')) return false
  if (types.includes('number') || types.includes('integer')) return 0
  if (types.includes('array')) return []
  return views.some(isObject) && types.includes('object') ? {} : null
}
