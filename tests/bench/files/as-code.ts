import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { parseDocument } from 'yaml'
import { codeParts } from '../../../src/shared/text/code-files.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { type Figure, median, medianMs } from '../measure.ts'

const CONNECTORS = 5000
const ROUNDS = 3

/** Planning and applying a workspace of 5,000 new connectors as files, against parsing the files and inserting the rows alone. */
export async function benchAsCode(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const database = join(directory.path, 'ours.db')
  const { app, api } = createTestApp({ store: openTestStore(database) })
  const files = Array.from({ length: CONNECTORS }, (_, index) => fileOf(index))
  const times = { plan: [] as number[], parse: [] as number[], apply: [] as number[], insert: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id: workspaceId } = await api.workspaces.create({ name: `Acme ${round}` })
    let upload: string | undefined
    for (const part of codeParts(files)) {
      const answer = await api.workspaceCode.upload({
        workspaceId,
        files: part,
        ...(upload !== undefined && { upload }),
      })
      upload = answer.upload
    }
    const input = { workspaceId, upload: upload ?? '' }
    times.plan.push(await medianMs(1, () => api.workspaceCode.plan(input)))
    times.parse.push(
      await medianMs(1, () => {
        for (const { text } of files) parseDocument(text).toJS()
      }),
    )
    times.apply.push(await medianMs(1, () => api.workspaceCode.apply(input)))
    times.insert.push(insertAlone(database, join(directory.path, `bare-${round}.db`), workspaceId))
  }
  await app.close()
  const [plan, parse, apply, insert] = [times.plan, times.parse, times.apply, times.insert].map(median)
  const ratio = (plan ?? 0) / (parse ?? 1)
  const share = (insert ?? 0) / (apply ?? 1)
  const ms = (time: number | undefined) => `${(time ?? 0).toFixed(0)} ms`
  return [
    {
      what: `plan of ${CONNECTORS} new connectors / parse of the same YAML alone`,
      measured: `${ms(plan)} / ${ms(parse)} = ${ratio.toFixed(2)}x`,
      target: '<= 2x',
      met: ratio <= 2,
    },
    {
      what: `apply of ${CONNECTORS} new connectors / inserts of the same rows in one transaction`,
      measured: `${ms(apply)} / ${ms(insert)} = ${(share * 100).toFixed(0)} %`,
      target: '>= 60 %',
      met: share >= 0.6,
    },
  ]
}

function fileOf(index: number): { path: string; text: string } {
  const id = randomUUID()
  return {
    path: `connectors/${id.slice(0, 2)}/${id}.yaml`,
    text: `# yaml-language-server: $schema=../../patchbay.schema.json
id: "${id}"
name: "Blog ${index}"
catalog_key: "wordpress"
status: "inactive"
tags:
  - "news"
  - "prod"
config:
  default_categories:
    - 3
    - 12
  site_url: "https://blog-${index}.example.com"
  username: "editor"
secrets:
  auth.application_password:
    set: true
`,
  }
}

/** The milliseconds of inserting the rows of a workspace, with those of its activity and their indexes, into an empty database. */
function insertAlone(from: string, to: string, workspaceId: string): number {
  const source = new Database(from, { readonly: true })
  const bare = new Database(to)
  bare.pragma('journal_mode = wal')
  bare.pragma('synchronous = full')
  bare.pragma('foreign_keys = off')
  const tables = ['connectors', 'activity'] as const
  const statements = tables.map((table) => {
    const definitions = source
      .prepare(
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
      )
      .pluck()
      .all(table) as string[]
    for (const sql of definitions) bare.exec(sql)
    // A generated column is selected with the others, but nothing is inserted into it.
    const names = (source.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name).join()
    const rows = source
      .prepare(`SELECT ${names} FROM ${table} WHERE ${table === 'activity' ? 'workspace_id' : 'tenant_id'} = ?`)
      .raw()
      .all(workspaceId) as unknown[][]
    const insert = bare.prepare(`INSERT INTO ${table} (${names}) VALUES (${(rows[0] ?? []).map(() => '?').join()})`)
    return { rows, insert }
  })
  const start = performance.now()
  bare.transaction(() => {
    for (const { rows, insert } of statements) for (const row of rows) insert.run(row)
  })()
  const took = performance.now() - start
  bare.close()
  source.close()
  return took
}
