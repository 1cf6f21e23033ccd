import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { lintEntry, readEntries, type RawEntry } from '../../src/main/schemas/lint/import.ts'
import { compileCheck } from '../../src/main/schemas/validate/check.ts'
import { createFormStore } from '../../src/renderer/forms/data/form-store.ts'
import { isObject, type JsonObject } from '../../src/shared/json.ts'
import { splitSecrets } from '../../src/shared/secret-values.ts'
import { sample } from '../e2e/specs/values.ts'
import { shapes, shapeValues } from './shapes.ts'

/*
 * `npm run test:values -- PATH…`: values compared with Ajv alone, and what a form keeps of them. A PATH is a catalog
 * file that the import reads, a folder of `*` + `/schema.json`, or a copy of the JSON-Schema-Test-Suite; the shapes in
 * shapes.ts are always compared. Prints one row per corpus, then every difference. Ends with 1 where we refuse what Ajv
 * accepts, or a form changes a value that nobody touched.
 */

interface Sample {
  name: string
  /** The schema of a config. */
  schema: JsonObject
  /** Values that come with the schema; without them some are made. */
  values?: JsonObject[]
}

/** The field that is changed in every form; no value of it is compared. */
const BESIDE = 'changed_beside'

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown

const DIALECTS = {
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
}

/** Groups of the suite about other subjects than values: other documents, formats unchecked, metaschemas. */
const LEFT_OUT = ['refRemote.json', 'dynamicRef.json', 'format.json', 'vocabulary.json']

/** The groups of the suite, each as a property; one with references would need them moved, see run.ts. */
function suiteSamples(dir: string): Sample[] {
  return Object.entries(DIALECTS).flatMap(([draft, $schema]) => {
    const folder = join(dir, 'tests', draft)
    const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !LEFT_OUT.includes(name))
    return files.flatMap((file) => {
      const groups = readJson(join(folder, file)) as {
        description: string
        schema: unknown
        tests: { data: unknown }[]
      }[]
      return groups
        .filter(({ schema }) => !/"\$(ref|id)"/.test(JSON.stringify(schema)))
        .map(({ description, schema, tests }) => ({
          name: `${draft} ${file}: ${description}`,
          schema: { $schema, type: 'object', properties: { value: schema } },
          values: tests.map(({ data }) => ({ value: data })),
        }))
    })
  })
}

function samplesAt(path: string): Sample[] {
  if (existsSync(join(path, 'tests', 'draft7'))) return suiteSamples(path)
  if (statSync(path).isDirectory()) {
    const schemas = readdirSync(path).filter((name) => existsSync(join(path, name, 'schema.json')))
    return schemas.map((name) => ({ name, schema: readJson(join(path, name, 'schema.json')) as JsonObject }))
  }
  const entries = readEntries(readJson(path), { naming: { key: 'sample', name: 'Sample' } })
  return entries.flatMap(({ key, schema }) => (isObject(schema) ? [{ name: key, schema }] : []))
}

/** Values that a schema allows, and each of them with one field left out or of another type. */
function madeValues(schema: JsonObject): JsonObject[] {
  const bases = [0, 1, 2, 3].map((attempt) => sample(schema, [schema], attempt)).filter((value) => isObject(value))
  return bases.flatMap((base) => [
    base,
    ...Object.keys(base).flatMap((name) => [
      Object.fromEntries(Object.entries(base).filter(([other]) => other !== name)),
      ...[null, 5, 'text', [], {}].map((value) => ({ ...base, [name]: value })),
    ]),
  ])
}

/** Ajv alone, without a word of ours; null for what it cannot compile. */
function compileAlone({ $schema, ...schema }: JsonObject): ((value: unknown) => boolean) | null {
  const options = { strict: false, validateSchema: false, ownProperties: true, logger: false } as const
  const ajv = /2019|2020/.test(String($schema)) ? new Ajv2020(options) : new Ajv(options)
  formats.default(ajv)
  try {
    return ajv.compile(schema) as (value: unknown) => boolean
  } catch {
    return null
  }
}

/** Required text that is empty counts as missing for us, on purpose. */
const hasEmptyText = (value: unknown): boolean =>
  value === '' || (typeof value === 'object' && value !== null && Object.values(value).some(hasEmptyText))

type Difference = 'refused by us alone' | 'accepted by us alone' | 'changed by the form'

function compare(corpus: string, samples: Sample[]) {
  const counts = { schemas: 0, refused: 0, values: 0, opened: 0 }
  const differences: { kind: Difference; name: string; value: string }[] = []
  for (const { name, schema: own, values } of samples) {
    const schema = { ...own, properties: { ...(own.properties as object), [BESIDE]: { type: 'string' } } }
    const isValid = compileAlone(structuredClone(schema))
    if (!isValid) continue
    counts.schemas += 1
    const raw: RawEntry = {
      key: 'sample',
      name: 'Sample',
      shape: 'schema',
      raw: {},
      category: 'x',
      schema,
      problems: [],
    }
    const { entry } = lintEntry(raw)
    if (!entry) {
      counts.refused += 1
      continue
    }
    const check = compileCheck(entry, 'a token that no value has')
    for (const config of values ?? madeValues(schema)) {
      counts.values += 1
      const add = (kind: Difference) => differences.push({ kind, name, value: JSON.stringify(config) })
      const theirs = isValid(config)
      const ours = Object.keys(check({ config, auth: {}, kept: [] })).length === 0
      if (theirs && !ours && !hasEmptyText(config)) add('refused by us alone')
      if (!theirs && ours) add('accepted by us alone')
      const { config: open, secrets } = splitSecrets(entry, { config, auth: {} })
      if (!theirs || Object.keys(secrets).length > 0) continue
      counts.opened += 1
      const form = createFormStore({ schemas: entry, config: open, secrets: [], isNew: false })
      form.change('changed', ['config', BESIDE])
      if (textBeside(form.value().config) !== textBeside(open)) add('changed by the form')
    }
  }
  const number = (kind: Difference) => differences.filter((one) => one.kind === kind).length
  const { schemas, refused, values, opened } = counts
  const kinds = [number('refused by us alone'), number('accepted by us alone'), opened, number('changed by the form')]
  console.log(`| ${[corpus, schemas, refused, values, ...kinds].join(' | ')} |`)
  return differences
}

/** The JSON text of a config without the field that is changed. */
const textBeside = (config: object) => JSON.stringify({ ...config, [BESIDE]: undefined })

const paths = process.argv.slice(2).map((path) => resolve(process.env['INIT_CWD'] ?? '.', path))
const columns = ['corpus', 'schemas', 'refused by lint', 'values', 'refused by us alone', 'accepted by us alone']
console.log(`| ${[...columns, 'valid ones opened in a form', 'changed by the form'].join(' | ')} |`)
console.log(`| ${Array.from({ length: 8 }, () => '---').join(' | ')} |`)
const corpora: [string, Sample[]][] = [
  ...paths.map((path): [string, Sample[]] => [basename(path), samplesAt(path)]),
  ['shapes', shapes.map((schema, index) => ({ name: `shape ${index}`, schema, values: shapeValues }))],
]
const differences = corpora.flatMap(([name, samples]) => compare(name, samples))
for (const { kind, name, value } of differences) console.log(`${kind}: ${name}: ${value}`)
process.exitCode = differences.some(({ kind }) => kind !== 'accepted by us alone') ? 1 : 0
