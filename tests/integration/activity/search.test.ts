import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createActivityRows } from '../../../src/main/topics/activity/rows.ts'
import { hasWords, wordsOf } from '../../../src/main/topics/activity/words.ts'
import { plain } from '../../../src/shared/search/plain.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let workspaceId: string

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const actionsWith = async (search: string, more: object = {}) =>
  (await program.api.activity.list({ workspaceId, search, ...more })).items.map(({ action }) => action)

test('a search finds entries by person, name, action and field, regardless of case and accents', async () => {
  const { api } = program
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, name: 'Blog Zürich' })
  await api.connectors.update({ workspaceId, id, config: { site_url: 'https://new.example.com' } })
  await api.connectors.update({
    ...{ workspaceId, id },
    secrets: { set: { 'auth.application_password': SECRET } },
  })
  await api.connectors.activate({ workspaceId, id })

  expect(await actionsWith('zurich')).toEqual([
    ...['connector.active', 'connector.update', 'connector.update', 'connector.install'],
  ])
  expect(await actionsWith('ADA install')).toEqual(['connector.install'])
  expect(await actionsWith('site_url')).toEqual(['connector.update'])
  expect(await actionsWith('secret_set application')).toEqual(['connector.update'])
  expect(await actionsWith('created|connector.active zürich')).toEqual(['connector.active'])
  expect(await actionsWith('ada', { kind: 'workspace' })).toEqual(['workspace.create'])
  expect(await actionsWith('ada nobody')).toEqual([])
  // The kind alone would be in nearly every entry, and values are no names.
  expect(await actionsWith('connector')).toEqual([])
  expect(await actionsWith('new.example.com')).toEqual([])
  expect(await actionsWith(' ')).toHaveLength(5)
})

test('pages of a search have every entry once, in any workspace and time', async () => {
  const { api } = program
  const other = await api.workspaces.create({ name: 'Other' })
  for (let count = 1; count <= 30; count += 1) {
    await api.workspaces.rename({ workspaceId, name: `Acme ${count}` })
    await api.workspaces.rename({ workspaceId: other.id, name: `Other ${count}` })
  }
  const { items: all } = await api.activity.list({ workspaceId, limit: 1000 })
  const from = all.at(-1)?.at
  const subjects = all.map(({ person, subjectName, action }) => plain(`${person.name} ${subjectName} ${action}`))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('acme', '1', 'rename 2', 'other'), fc.nat(9), async (search, extra) => {
      const ids: number[] = []
      let before: number | null | undefined
      do {
        const page = await api.activity.list({
          ...{ workspaceId, search, limit: 1 + extra, from },
          ...(before !== undefined && { before }),
        })
        ids.push(...page.items.map(({ id }) => id))
        before = page.next
      } while (before !== null)
      const expected = all.filter((_, index) => search.split(' ').every((word) => subjects[index]?.includes(word)))
      expect(ids).toEqual(expected.map(({ id }) => id))
    }),
    { numRuns: 20 },
  )
})

test('a search has what each row alone has, in any letters', () => {
  const rows = createActivityRows(program.store)
  // No name has the letter zero.
  const text = fc.oneof(
    fc.stringMatching(/^[ -~]{1,8}$/),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).map((letters) => letters.replaceAll('\0', 'x')),
    fc
      .array(fc.constantFrom('a', 'A', 'É', 'e\u0301', 'ß', 'İ', 'K', '%', '_', '\\', '"', 'Σ', '.', '|'), {
        minLength: 1,
        maxLength: 5,
      })
      .map((letters) => letters.join('')),
  )
  const entry = fc.record({
    person: text,
    subject: text,
    action: fc.constantFrom('connector.update', 'key.rotate'),
    path: text,
    token: text,
  })
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.nat(9),
      fc.boolean(),
      text,
      (entries, at, from, isWhole, other) => {
        const history = randomUUID()
        for (const { person, subject, action, path, token } of entries)
          rows.record(
            { actor: { id: 'p', name: person }, now: '2026-03-01' },
            {
              workspaceId: history,
              action,
              subjectName: subject,
              fields: [{ path: `config.${path}` }],
              detail: { token },
            },
          )
        const texts = entries.flatMap(({ person, subject, action, path, token }) => [
          person,
          subject,
          action,
          path,
          token,
        ])
        const word = texts[at % texts.length]!
        const search = [isWhole ? word : word.slice(from % word.length).toUpperCase(), ...(from > 6 ? [other] : [])]
          .join(' ')
          .toWellFormed()
        const last = rows.lastId()
        const all = rows.newest({ workspaceId: history }, 100)
        const expected = all.filter(({ actorName, subjectName, action, detail }) =>
          hasWords(wordsOf(search), { person: actorName, subject: subjectName, action, detail }),
        )
        const ids = (found: { id: number }[]) => found.map(({ id }) => id)
        expect(ids(rows.newestBetween({ workspaceId: history, search }, 100, 0, last))).toEqual(ids(expected))
      },
    ),
    { numRuns: 500 },
  )
})

test('an export of the activity has what a search finds', async () => {
  let written = ''
  const openExport = () =>
    Promise.resolve({
      path: null,
      write: (chunk: string | Uint8Array) => Promise.resolve(void (written += String(chunk))),
      commit: () => Promise.resolve(),
      abort: () => Promise.resolve(),
    })
  await program.app.close()
  program = createTestApp({ host: { openExport } })
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  await program.api.workspaces.rename({ workspaceId, name: 'Blue' })
  await program.api.activity.export({ workspaceId, format: 'ndjson', search: 'rename' })
  expect(written.trimEnd().split('\n')).toHaveLength(1)
})
