import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { createActivityRows } from '../../../src/main/topics/activity/rows.ts'
import { verifyHistories } from '../../../src/main/topics/activity/verify.ts'
import { projectPath } from '../../helpers/paths.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { type Figure, ratio } from '../measure.ts'

const ROWS = 100_000
const PAGE = 50
const WARM_UP = 1000
const COLUMNS = `id, at, actor_id, actor_name, action, subject_id, subject_name, detail, config IS NOT NULL, hash`

/** A history of 100,000 rows: its pages, filters, export and check, each beside the bare part in the same run. */
export async function benchActivity(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'ours.db')
  const store = openTestStore(file)
  const { app, api } = createTestApp({ store })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const rows = createActivityRows(store)
  const texts = fill(rows, store, workspaceId)
  const { sqlite } = store
  const figures: Figure[] = []
  const compare = (what: string, limit: number, [ours, bare, times]: [number, number, number]) =>
    figures.push({
      what,
      measured: `${ours.toFixed(2)} ms / ${bare.toFixed(2)} ms = ${times.toFixed(2)}x`,
      target: `<= ${limit}x`,
      met: times <= limit,
    })

  const first = sqlite.prepare(`SELECT ${COLUMNS} FROM activity WHERE workspace_id = ? ORDER BY id DESC LIMIT ${PAGE}`)
  const list = (filters: object) => api.activity.list({ workspaceId, limit: PAGE, ...filters })
  // The first calls of a program are compiled.
  for (let call = 0; call < WARM_UP; call += 1) await list({})
  compare(
    `activity, first ${PAGE} of 100,000: dispatch / prepared statement`,
    2,
    await ratio(
      1000,
      () => list({}),
      () => first.all(workspaceId),
    ),
  )
  const filters: [string, object, string, string][] = [
    ['person', { person: 'p7' }, 'actor_id = ?', 'p7'],
    ['connector', { connector: 'c3' }, 'subject_id = ?', 'c3'],
    ['kind', { kind: 'key' }, 'kind = ?', 'key'],
    ['time', { to: '2026-01-01T01:00:00.000Z' }, 'at <= ?', '2026-01-01T01:00:00.000Z'],
    ['a long time', { from: '2026-01-02T00:00:00.000Z' }, 'at >= ?', '2026-01-02T00:00:00.000Z'],
  ]
  for (const [name, filter, condition, value] of filters) {
    const page = `WHERE workspace_id = ? AND ${condition} ORDER BY id DESC LIMIT ${PAGE}`
    const bare = sqlite.prepare(
      condition.startsWith('at ')
        ? `SELECT ${COLUMNS} FROM activity WHERE id IN (SELECT id FROM activity INDEXED BY activity_at ${page}) ORDER BY id DESC`
        : `SELECT ${COLUMNS} FROM activity ${page}`,
    )
    compare(
      `activity filtered by ${name}: dispatch / prepared statement`,
      3,
      await ratio(
        100,
        () => list(filter),
        () => bare.all(workspaceId, value),
      ),
    )
  }

  // The bare part compares the names as they are; ours folds case and accents, and looks into the fields.
  const searched = sqlite.prepare(
    `SELECT ${COLUMNS} FROM activity WHERE workspace_id = ? AND (subject_name LIKE ? OR actor_name LIKE ? OR detail LIKE ?) ORDER BY id DESC LIMIT ${PAGE}`,
  )
  for (const [name, search] of [
    ['that many entries have', 'connector'],
    ['that few entries have', 'rotate'],
    ['that no entry has', 'nowhere'],
  ] as const)
    compare(
      `activity searched for a word ${name}: dispatch / LIKE on the same columns`,
      3,
      await ratio(
        20,
        () => list({ search }),
        () => searched.all(workspaceId, `%${search}%`, `%${search}%`, `%${search}%`),
      ),
    )

  compare(
    'activity, check of a chain of 100,000 rows: ours / the hashes of the same bytes',
    3,
    await ratio(
      7,
      () => verifyHistories(rows),
      () => {
        for (const text of texts) hash('sha256', text, 'hex')
      },
    ),
  )
  await app.close()
  return [...figures, ...exportFigures(file, workspaceId)]
}

/** The export in a process of its own, whose memory and heap hold nothing of what has filled the history. */
function exportFigures(file: string, workspaceId: string): Figure[] {
  const script = projectPath('tests/bench/activity/activity-export.ts')
  const output = execFileSync(process.execPath, ['--expose-gc', script, file, workspaceId], { encoding: 'utf8' })
  const { hold, extra, milliseconds } = JSON.parse(output) as Record<'hold' | 'extra' | 'milliseconds', number>
  return [
    {
      what: 'activity export of 100,000 rows: event loop held',
      measured: `${hold.toFixed(1)} ms at most, in ${milliseconds.toFixed(0)} ms`,
      target: '<= 16 ms',
      met: hold <= 16,
    },
    {
      what: 'activity export: extra memory',
      measured: `${extra.toFixed(0)} MB`,
      target: '<= 40 MB',
      met: extra <= 40,
    },
  ]
}

/** Fills a history as people do, each row with a change of a config; answers the bytes that its hashes are of. */
function fill(
  rows: ReturnType<typeof createActivityRows>,
  { sqlite }: ReturnType<typeof openTestStore>,
  workspaceId: string,
) {
  const start = Date.parse('2026-01-01T00:00:00.000Z')
  sqlite.transaction(() => {
    for (let number = 0; number < ROWS; number += 1)
      rows.record(
        {
          ...{ actor: { id: `p${number % 20}`, name: `Person ${number % 20}` } },
          now: new Date(start + number * 60_000).toISOString(),
        },
        {
          workspaceId,
          action: number % 1000 === 0 ? 'key.rotate' : 'connector.update',
          subjectId: `c${number % 1000}`,
          subjectName: `Connector ${number % 1000}`,
          fields: [
            { path: 'config.site_url', from: 'https://blog.example.com', to: `https://blog.example.com/${number}` },
          ],
          config: { site_url: `https://blog.example.com/${number}` },
        },
      )
  })()
  const all = sqlite.prepare(
    `SELECT coalesce(lag(hash) OVER (ORDER BY id), '') || json_array(workspace_id, at, actor_id, actor_name, action, subject_id,
       subject_name, detail, config) FROM activity WHERE workspace_id = ? ORDER BY id`,
  )
  return all.pluck().all(workspaceId) as string[]
}
