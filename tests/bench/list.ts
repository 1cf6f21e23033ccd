import { CARD_SQL } from '../../src/main/topics/connectors/rows.ts'
import type { Statement } from 'better-sqlite3'
import { createTestApp } from '../helpers/test-app.ts'
import { fillWorkspace } from './fill.ts'
import { type Figure, ratio } from './measure.ts'
import { type Build, loadOld, toShares } from './old.ts'

const CONNECTORS = 1000
const ROUNDS = 200

/**
 * Listing 1,000 connectors through the one door, against the prepared statement with the same columns alone and, where
 * the directory of an old build is given, against that one.
 */
export async function benchList(old?: string): Promise<Figure[]> {
  const ours = await openFull({ createTestApp, fillWorkspace })
  const raw = ours.store.sqlite.prepare(`${CARD_SQL} ORDER BY c.name_key LIMIT 100000`)
  const { workspaceId } = ours
  const besideRaw = await ratio(ROUNDS, ours.list, () => raw.all({ workspaceId }))
  const figures = [toFigure('dispatch / prepared statement', besideRaw, 1.2)]
  if (old !== undefined) {
    const former = await openFull(await loadOld(old))
    const statement = await statementOf(former)
    figures.push(
      toFigure('this build / the old one', await ratio(ROUNDS, ours.list, former.list), 0.75),
      // Their cards have not the same columns.
      toShares(
        'list 1,000 connectors / the own prepared statement',
        besideRaw[2],
        (await ratio(ROUNDS, former.list, statement))[2],
      ),
    )
    await former.app.close()
  }
  await ours.app.close()
  return figures
}

/** A program with a workspace of 1,000 connectors. */
async function openFull(build: Pick<Build, 'createTestApp' | 'fillWorkspace'>) {
  const { app, api, store } = build.createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  build.fillWorkspace(store, workspaceId, CONNECTORS)
  return { app, store, workspaceId, list: () => api.connectors.list({ workspaceId }) }
}

/** The statement that a build lists with, alone: whichever answers that many rows. */
async function statementOf({ store: { sqlite }, list }: Awaited<ReturnType<typeof openFull>>): Promise<() => unknown> {
  const prototype = Object.getPrototypeOf(sqlite.prepare('SELECT 1')) as Statement
  const { all } = prototype
  let alone: (() => unknown) | undefined
  prototype.all = function (this: Statement, ...values: unknown[]) {
    const rows = all.apply(this, values)
    if (rows.length === CONNECTORS) {
      const statement = sqlite.prepare(this.source)
      alone = () => all.apply(statement, values)
    }
    return rows
  }
  try {
    await list()
  } finally {
    prototype.all = all
  }
  if (!alone) throw new Error('The old build lists with no statement of its own')
  return alone
}

const toFigure = (sides: string, [ours, other, times]: [number, number, number], limit: number): Figure => ({
  what: `list 1,000 connectors: ${sides}`,
  measured: `${ours.toFixed(2)} ms / ${other.toFixed(2)} ms = ${times.toFixed(2)}x`,
  target: `<= ${limit}x`,
  met: times <= limit,
})
