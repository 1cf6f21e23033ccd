import { CARD_SQL } from '../../src/main/topics/connectors/rows.ts'
import { createTestApp } from '../helpers/test-app.ts'
import { fillWorkspace } from './fill.ts'
import { type Figure, ratio } from './measure.ts'
import { type Build, loadOld } from './old.ts'

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
  const figures = [
    toFigure('dispatch / prepared statement', await ratio(ROUNDS, ours.list, () => raw.all({ workspaceId })), 1.2),
  ]
  if (old !== undefined) {
    const former = await openFull(await loadOld(old))
    figures.push(toFigure('this build / the old one', await ratio(ROUNDS, ours.list, former.list), 0.75))
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

const toFigure = (sides: string, [ours, other, times]: [number, number, number], limit: number): Figure => ({
  what: `list 1,000 connectors: ${sides}`,
  measured: `${ours.toFixed(2)} ms / ${other.toFixed(2)} ms = ${times.toFixed(2)}x`,
  target: `<= ${limit}x`,
  met: times <= limit,
})
