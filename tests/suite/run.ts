import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintEntry } from '../../src/main/schemas/lint/import.ts'
import { compileCheck } from '../../src/main/schemas/validate/check.ts'
import { verdictOf } from '../../src/shared/problems.ts'
import { isObject, type JsonObject } from '../../src/shared/json.ts'

/*
 * `npm run test:suite -- DIR`: the required tests of the JSON-Schema-Test-Suite, each schema as one property of a config,
 * as a catalog entry would have it. DIR is a copy of the suite. Prints how many of the tests agree that lint admits, the
 * others with their groups, and what lint refuses, with its reasons. Ends with 1 where a draft agrees less than it should.
 */

interface Group {
  description: string
  schema: unknown
  tests: { description: string; data: unknown; valid: boolean }[]
}

const DIALECTS = {
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
}

/** The references of a schema that has become a property, to where its root is now. */
function moved(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(moved)
  // What has an id of its own is its own root.
  if (!isObject(schema) || hasOwnId(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'const' || keyword === 'enum') return [keyword, value]
      const isLocal = /^\$(dynamicRef|ref)$/.test(keyword) && typeof value === 'string' && /^#($|\/)/.test(value)
      return [keyword, isLocal ? value.replace('#', '#/properties/value') : moved(value)]
    }),
  )
}

const hasOwnId = (schema: unknown) => isObject(schema) && typeof schema.$id === 'string'

function entryOf(dialect: string, { schema }: Group): JsonObject {
  const value = hasOwnId(schema) ? schema : moved(schema)
  return { $schema: dialect, type: 'object', properties: { value } }
}

const result = ({ agree, tests }: { agree: number; tests: number }) =>
  `${agree} of ${tests} tests agree (${((100 * agree) / tests).toFixed(2)} %)`

const [dir] = process.argv.slice(2)
if (dir === undefined) {
  console.error('Name the folder of the suite: npm run test:suite -- DIR')
  process.exit(2)
}

/** What must agree of each draft; the exit code is 1 where less does. */
const TARGET = 0.99

const total = { agree: 0, tests: 0 }
for (const [draft, dialect] of Object.entries(DIALECTS)) {
  const folder = join(dir, 'tests', draft)
  const counts = { agree: 0, tests: 0, formats: 0 }
  const different = new Map<string, string[]>()
  const refused = new Map<string, string[]>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    for (const group of JSON.parse(readFileSync(join(folder, file), 'utf8')) as Group[]) {
      const name = `${file.replace('.json', '')}: ${group.description}`
      const raw = { key: 'suite', name: 'Suite', shape: 'schema' as const, raw: {}, category: '', problems: [] }
      const { entry, problems } = lintEntry({ ...raw, schema: entryOf(dialect, group) })
      if (!entry) {
        const reason = problems.find((one) => verdictOf([one]) === 'refused')?.message.replace(/ \(.*/, '') ?? ''
        refused.set(reason, [...(refused.get(reason) ?? []), name])
        continue
      }
      const check = compileCheck(entry, 'a token that no test has')
      for (const { description, data, valid } of group.tests) {
        const isValid = Object.keys(check({ config: { value: data }, auth: {}, kept: [] })).length === 0
        const isFormat = file === 'format.json' && isValid !== valid
        if (isFormat) counts.formats += 1
        else counts.tests += 1
        if (isValid === valid) counts.agree += 1
        else if (!isFormat) different.set(name, [...(different.get(name) ?? []), description])
      }
    }
  }
  if (counts.agree < TARGET * counts.tests) process.exitCode = 1
  total.agree += counts.agree
  total.tests += counts.tests
  console.log(`\n${draft}: ${result(counts)}`)
  console.log(`  ${counts.formats} more want formats unchecked, which a form checks`)
  for (const [name, tests] of different) console.log(`  differs  ${name} (${tests.length}): ${tests.join('; ')}`)
  for (const [reason, groups] of refused) {
    console.log(`  refused  ${groups.length} groups: ${reason}`)
    for (const group of groups) console.log(`             ${group}`)
  }
}
console.log(`\nboth: ${result(total)}`)
