import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lintEntry, readEntries } from '../../../src/main/schemas/lint/import.ts'
import { BUILT_IN } from '../../helpers/catalog-entries.ts'
import { projectPath } from '../../helpers/paths.ts'

const read = (path: string) => JSON.parse(readFileSync(projectPath(path), 'utf8')) as Record<string, unknown>
const example = read('docs/examples/mastodon.json')

test('the example of the catalog reference imports without a problem, with its secret and its connection test', () => {
  const [linted] = readEntries(example).map((raw) => lintEntry(raw))
  expect(linted).toMatchObject({ verdict: 'ok', problems: [], secrets: ['auth.access_token'], fields: 3 })
  expect(linted?.entry).toMatchObject({ summary: ['server_url'], connectionTest: example['connectionTest'] })
})

test('the catalog reference has every key that an entry may have', () => {
  const page = readFileSync(projectPath('docs/catalog-reference.md'), 'utf8')
  const section = page.split('## Every key of an entry')[1]?.split('\n## ')[0] ?? ''
  const keys = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key)
  const known = new Set([example, ...BUILT_IN.map((name) => read(`seeds/catalog/${name}.json`))].flatMap(Object.keys))
  expect(new Set(keys)).toEqual(known)
})
