import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { createCli, WAYS } from '../../helpers/cli.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, temporaryDirectory } from '../../helpers/test-app.ts'

const FORMULAS = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '＝1+1']

/** The cells of a file in the form of RFC 4180. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '') break
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((row) => row.length > 1)
}

test('every format has every row in order, and the export is recorded', async () => {
  using directory = temporaryDirectory()
  const out = join(directory.path, 'out')
  const { app, api } = createTestApp({ host: { openExport: () => openAtomicFile(out) } })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  for (const name of [...FORMULAS, 'Two\u00a0words, "quoted"'])
    await api.connectors.install({ workspaceId, ...wordpress, name })
  const { items } = await api.activity.list({ workspaceId })
  const written = items.toReversed().map(({ id, action, subjectName }) => [String(id), action, subjectName])

  expect(await api.activity.export({ workspaceId, format: 'csv' })).toEqual({ count: 7, path: out, cancelled: false })
  const csv = readFileSync(out, 'utf8')
  expect(csv.startsWith('\uFEFFid,time,')).toBe(true)
  const rows = cellsOf(csv.slice(1)).slice(1)
  expect(rows.map((row) => [row[0], row[4], row[6]?.replace(/^'/, '')])).toEqual(written)
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@＝]/)

  await api.activity.export({ workspaceId, format: 'json', kind: 'connector' })
  const json = JSON.parse(readFileSync(out, 'utf8')) as { id: number; action: string; subjectName: string }[]
  expect(json.map(({ id, action, subjectName }) => [String(id), action, subjectName])).toEqual(written.slice(1))
  await api.activity.export({ workspaceId, format: 'ndjson', kind: 'workspace' })
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ action: 'workspace.create' }])

  const exports = (await api.activity.list({ workspaceId, kind: 'activity' })).items
  expect(exports).toMatchObject([
    { action: 'activity.export', detail: { format: 'ndjson', count: 1, filters: { kind: 'workspace' } } },
    { detail: { format: 'json', count: 6 } },
    { detail: { format: 'csv', count: 7 } },
  ])
  await app.close()
})

test('an export says how far it is, and one that is cancelled leaves no file and no row', async () => {
  using directory = temporaryDirectory()
  const out = join(directory.path, 'out')
  let workspaceId = ''
  const progress: unknown[] = []
  const { app, api } = createTestApp({
    host: {
      openExport: async () => {
        const file = await openAtomicFile(out)
        const write = async (chunk: string | Uint8Array) => {
          progress.push(await api.activity.exportProgress({ workspaceId }))
          if (progress.length === 2) await api.activity.cancelExport({ workspaceId })
          await file.write(chunk)
        }
        return { ...file, write }
      },
    },
  })
  workspaceId = (await api.workspaces.create({ name: 'Acme' })).id
  for (let count = 0; count < 120; count += 1) await api.workspaces.rename({ workspaceId, name: `Acme ${count}` })
  expect(await refusal(api.activity.export({ workspaceId, format: 'csv' }))).toMatchObject({ reason: 'cancelled' })
  expect(progress).toEqual([
    { done: 0, total: 121 },
    { done: 100, total: 121 },
  ])
  expect(readdirSync(directory.path)).toEqual([])
  expect(await api.activity.exportProgress({ workspaceId })).toBeNull()
  expect((await api.activity.list({ workspaceId, kind: 'activity' })).items).toEqual([])
  await app.close()
})

test.for(WAYS)('the command line lists, filters and exports the activity in %s', async (where) => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  await cli.json(['workspace', 'create', 'Acme'])
  const config = cli.file('config.json', wordpress.config)
  const auth = cli.file('auth.json', wordpress.auth)
  await cli.json(['connector', 'install', 'wordpress', '--name', 'News', '--config', config, '--auth', auth])
  await using _program = await cli.runIn(where)
  const { value } = await cli.json(['activity', 'list', '--connector', 'news'])
  expect(value['items']).toMatchObject([{ action: 'connector.install', subjectName: 'News' }])
  const list = await cli.run(['activity', 'list', '--limit', '1'])
  expect([list.code, list.out]).toEqual([0, expect.stringMatching(/^ID +TIME +PERSON[^]+connector\.install +News/)])
  expect(list.err).toMatch(/There is more: --before \d+/)
  const out = join(directory.path, 'activity.ndjson')
  const { code, out: line } = await cli.run(['activity', 'export', '--format', 'ndjson', '--out', out])
  expect([code, line]).toEqual([0, `2 entries were written to ${out}.\n`])
  expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(2)
  expect(await cli.run(['activity', 'list', '--person', 'Nobody'])).toMatchObject({ code: 4 })
})
