import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter, Encrypter } from 'age-encryption'
import { openAtomicFile } from '../../../../src/main/platform/atomic-file.ts'
import { agePassphraseIdentity } from '../../../../src/main/secrets/passphrase/age.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { byText } from '../../../helpers/secrets.ts'
import { openTestStore, temporaryDirectory } from '../../../helpers/test-app.ts'
import { inLanes, killAfter, lineFrom, startChild } from '../../child.ts'
import type { RestoreArguments } from '../../children/restore.ts'
import type { RotateArguments } from '../../children/rotate.ts'
import { copyPlace, secretsIn } from '../../place-secrets.ts'
import { openProgram, type Place, placeIn } from '../../program.ts'
import { createRandom } from '../../../helpers/random.ts'
import { createTally, type Row, type Scale, type Tally } from '../../row.ts'

const LANES = 2
const RANDOM_KILLS = 50
/** More than one transaction of a rotation. */
const MANY = 60
const FEW = 6
const PASSPHRASE = 'six words of a backup passphrase'

const secretOf = (index: number, generation: string) => `${generation}${String(index).padStart(23, '0')}`

export const rotationKilled: Row = {
  fault: 'kill -9 during rotate, at every fail point and at random',
  atLeast: 100,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const base = placeIn(join(directory.path, 'base'))
    const workspaceId = await fill(base, scale === 'full' ? MANY : FEW)
    const expected = await secretsIn(base)
    await killEverywhere(scale, tally, async (killAt, lane, what) => {
      const place = placeIn(join(directory.path, `lane-${lane}`))
      copyPlace(base, place)
      return {
        child: startChild('rotate', { place, workspaceId, killAt } satisfies RotateArguments),
        check: async () => {
          expectSame(await secretsIn(place), expected, `${what}: after the kill`, tally)
          const { app, api } = openProgram(place)
          const key = await api.keys.open({ workspaceId, wait: true })
          tally.expect(key.state === 'READY' && key.unreadable === 0, `${what}: ${JSON.stringify(key)}`)
          await app.close()
          expectSame(await secretsIn(place), expected, `${what}: after it went on`, tally)
          const versions = new Set(versionsIn(place))
          tally.expect(versions.size === 1, `${what}: secrets are left under versions ${[...versions].join()}`)
        },
      }
    })
    return tally.outcome
  },
}

export const restoreKilled: Row = {
  fault: 'kill -9 during restore, at every fail point and at random',
  atLeast: 70,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const base = placeIn(join(directory.path, 'base'))
    const backup = join(directory.path, 'backup.age')
    const workspaceId = await fill(base, FEW)
    const restored = await secretsIn(base)
    await backUp(base, backup)
    await changeAll(base, workspaceId)
    const before = await secretsIn(base)
    const after = [...restored, ...restored].toSorted(byText)
    await killEverywhere(scale, tally, async (killAt, lane, what) => {
      const place = placeIn(join(directory.path, `lane-${lane}`))
      copyPlace(base, place)
      const child = { place, workspaceId, backup, passphrase: PASSPHRASE, killAt } satisfies RestoreArguments
      return {
        child: startChild('restore', child),
        check: async () => {
          const secrets = await secretsIn(place)
          const isWhole = [before, after].some((state) => JSON.stringify(state) === JSON.stringify(secrets))
          tally.expect(isWhole, `${what}: half restored, ${secrets.length} secrets`)
        },
      }
    })
    return tally.outcome
  },
}

type Attempt = (
  killAt: number | null,
  lane: number,
  what: string,
) => Promise<{ child: ReturnType<typeof startChild>; check: () => Promise<void> }>

/** Counts the fail points in a run without a fault, then kills at each of them and at random moments. */
async function killEverywhere(scale: Scale, tally: Tally, attempt: Attempt) {
  const { child, check } = await attempt(null, 0, 'no fault')
  const [points = 0, longest = 0] = JSON.parse(await lineFrom(child, 'done')) as number[]
  await check()
  tally.expect(points > FEW, `only ${points} fail points`)
  const random = createRandom(17)
  const every = Array.from({ length: points }, (_, killAt) => ({ killAt, afterMs: 60_000 }))
  const faults: { killAt: number | null; afterMs: number }[] = [
    ...(scale === 'full' ? every : every.filter(({ killAt }) => killAt % 9 === 0).slice(0, 3)),
    ...Array.from({ length: scale === 'full' ? RANDOM_KILLS : 2 }, () => ({
      killAt: null,
      afterMs: random() * longest,
    })),
  ]
  await inLanes(LANES, async (lane) => {
    for (let fault = faults.shift(); fault; fault = faults.shift()) {
      const { killAt, afterMs } = fault
      const what = killAt === null ? `after ${afterMs.toFixed(1)} ms` : `at point ${killAt}`
      const run = await attempt(killAt, lane, what)
      await lineFrom(run.child, 'ready')
      await killAfter(run.child, afterMs)
      tally.did()
      await run.check().catch((error: unknown) => tally.expect(false, `${what}: ${String(error)}`))
    }
  })
}

async function fill(place: Place, count: number): Promise<string> {
  const { app, api } = openProgram(place)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  for (let index = 0; index < count; index += 1)
    await api.connectors.install({
      ...{ workspaceId, ...wordpress, name: `c${index}` },
      auth: { username: 'editor', application_password: secretOf(index, 'a') },
    })
  await app.close()
  return workspaceId
}

async function changeAll(place: Place, workspaceId: string) {
  const { app, api } = openProgram(place)
  for (const [index, { id }] of (await api.connectors.list({ workspaceId })).entries())
    await api.connectors.update({ workspaceId, id, auth: { application_password: secretOf(index, 'b') } })
  await app.close()
}

/** A backup whose passphrase costs little, because it is opened many times. */
async function backUp(place: Place, file: string) {
  const { app, api } = openProgram(place)
  const openExport = () => openAtomicFile(file)
  const proof = Object.fromEntries((await api.workspaces.list({})).map(({ id, name }) => [id, name]))
  const reply = await app.dispatch('workspaceBackups.create', { passphrase: PASSPHRASE, proof }, { openExport })
  if (!reply.ok) throw new Error(reply.error.message)
  await app.close()
  const decrypter = new Decrypter()
  decrypter.addIdentity(agePassphraseIdentity(Buffer.from(PASSPHRASE), (problem) => new Error(problem)))
  const encrypter = new Encrypter()
  encrypter.setPassphrase(PASSPHRASE)
  encrypter.setScryptWorkFactor(4)
  writeFileSync(file, await encrypter.encrypt(await decrypter.decrypt(readFileSync(file))))
}

function versionsIn(place: Place): string[] {
  const { sqlite } = openTestStore(join(place.dataDir, 'patchbay.db'))
  const texts = sqlite.prepare('SELECT auth FROM connectors').pluck().all() as string[]
  sqlite.close()
  return texts.flatMap((text) => [...text.matchAll(/"enc1:(\d+):/g)].map((match) => match[1] ?? ''))
}

const expectSame = (actual: unknown[], expected: unknown[], what: string, tally: Tally) =>
  tally.expect(JSON.stringify(actual) === JSON.stringify(expected), `${what}: ${actual.length} secrets, not the same`)
