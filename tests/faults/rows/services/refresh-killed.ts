import { join } from 'node:path'
import { localNetwork } from '../../../helpers/services/local-network.ts'
import { pressEntry } from '../../../helpers/services/press.ts'
import { comeBack, startTokenService, type TokenService } from '../../../helpers/services/token-service.ts'
import { createRandom } from '../../../helpers/random.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { killAfter, lineFrom, startChild } from '../../child.ts'
import type { RefreshArguments } from '../../children/refresh.ts'
import { copyPlace, secretsIn } from '../../place-secrets.ts'
import { openProgram, type Place, placeIn } from '../../program.ts'
import { createTally, type Row, type Tally } from '../../row.ts'

const RANDOM_KILLS = 40
const HOURS = 60 * 60_000

/** Killed while a refresh token that the service has rotated is stored, and around that. */
export const refreshKilled: Row = {
  fault: 'kill -9 while a rotated refresh token is stored',
  atLeast: 40,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    await using service = await startTokenService()
    const base = placeIn(join(directory.path, 'base'))
    const connector = await signIn(base, service)
    const before = service.present()
    if (!before) throw new Error('Nobody has signed in')
    const now = new Date(Date.now() + 2 * HOURS).toISOString()
    const place = placeIn(join(directory.path, 'place'))
    const start = (killAt: number | null) => {
      copyPlace(base, place)
      service.rewind(before)
      return startChild('refresh', { place, ...connector, now, killAt } satisfies RefreshArguments)
    }
    const [points = 0, longest = 0] = JSON.parse(await lineFrom(start(null), 'done')) as number[]
    tally.expect(points > 3, `only ${points} fail points`)
    const random = createRandom(18)
    const isFull = scale === 'full'
    const faults: { killAt: number | null; afterMs: number }[] = [
      ...Array.from({ length: points }, (_, killAt) => ({ killAt, afterMs: 60_000 })).filter(
        ({ killAt }) => isFull || killAt % 4 === 1,
      ),
      ...Array.from({ length: isFull ? RANDOM_KILLS : 1 }, () => ({ killAt: null, afterMs: random() * longest })),
    ]
    for (const { killAt, afterMs } of faults) {
      const what = killAt === null ? `after ${afterMs.toFixed(1)} ms` : `at point ${killAt}`
      const child = start(killAt)
      await lineFrom(child, 'ready')
      await killAfter(child, afterMs)
      tally.did()
      await check({ place, connector, service, before, now, what }, tally).catch((error: unknown) =>
        tally.expect(false, `${what}: ${String(error)}`),
      )
    }
    return tally.outcome
  },
}

interface Killed {
  place: Place
  connector: { workspaceId: string; id: string }
  service: TokenService
  before: { access: string; refresh: string }
  now: string
  what: string
}

async function check({ place, connector, service, before, now, what }: Killed, tally: Tally) {
  const stored = await secretsIn(place)
  const present = service.present()
  const pairs = [before, present].filter((pair) => pair !== null)
  const kept = pairs.find(({ access, refresh }) => stored.includes(access) && stored.includes(refresh))
  tally.expect(kept !== undefined && stored.length === 2, `${what}: half of a pair is stored`)
  const isRotated = present?.refresh !== before.refresh
  const wasUsed = present !== null && service.used.includes(present.access)
  if (isRotated && wasUsed) tally.expect(kept === present, `${what}: a token was used before its pair was stored`)

  const { app, api, reported } = openProgram(place, { network: NETWORK, clock: () => new Date(now) })
  await api.keys.open({ workspaceId: connector.workspaceId, wait: true })
  const result = await api.connectionTests.test(connector)
  // Tokens that the service has given out and nobody has stored are lost; then only another sign-in helps.
  const isLost = isRotated && kept !== present
  tally.expect(
    isLost ? result.reason === 'sign_in_again' : result.ok,
    `${what}: the next test answers ${result.reason ?? 'ok'}`,
  )
  if (isLost) {
    const again = await api.signIns.start(connector)
    await comeBack(again.address)
    const { state } = await api.signIns.progress({ workspaceId: connector.workspaceId, id: again.id, wait: 20 })
    const mended = await api.connectionTests.test(connector)
    tally.expect(state === 'done' && mended.ok, `${what}: another sign-in ends ${state}, ${mended.reason ?? 'ok'}`)
  }
  tally.expect(reported.length === 0, `${what}: ${String(reported[0])}`)
  await app.close()
}

const NETWORK = localNetwork({ mayBeHere: true })

/** A connector that somebody has signed in for, in a data directory of its own. */
async function signIn(place: Place, { origin }: TokenService) {
  const { app, api } = openProgram(place, { network: NETWORK })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const oauth = { authorizationUrl: `${origin}/auth`, tokenUrl: `${origin}/token` }
  await api.catalog.import({ text: JSON.stringify(pressEntry(oauth)) })
  const settings = { config: { server: origin, client_id: 'any' } }
  const { id: signIn, address } = await api.signIns.start({ workspaceId, catalogKey: 'press', settings })
  await comeBack(address)
  await api.signIns.progress({ workspaceId, id: signIn, wait: 20 })
  const { id } = await api.connectors.install({ workspaceId, catalogKey: 'press', name: 'Press', ...settings, signIn })
  await app.close()
  return { workspaceId, id }
}
