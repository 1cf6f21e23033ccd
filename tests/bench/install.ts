import { createCipheriv, createSecretKey, generateKeyPairSync, hash, randomBytes, randomUUID, sign } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Store } from '../../src/main/store/open.ts'
import { wordpress } from '../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../helpers/test-app.ts'
import { type Figure, median, quantile, type Sides, sides } from './measure.ts'
import { type Build, loadOld, toShares } from './old.ts'

const BATCH = 50
const ROUNDS = 20

/**
 * Installing: validate, encrypt and commit durably, against inserting a row durably and nothing else, and against
 * inserting the same rows with their indexes, which is what the machine must write for an install in any case; and against
 * an old build where its directory is given.
 */
export async function benchInstall(old?: string): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const ours = await open({ createTestApp, openTestStore }, join(directory.path, 'ours.db'))
  const copyRows = createCopy(ours.store)

  const bare = new Database(join(directory.path, 'bare.db'))
  bare.pragma('journal_mode = wal')
  bare.pragma('synchronous = full')
  bare.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, content TEXT)')
  const insert = bare.prepare('INSERT INTO rows (content) VALUES (?)')
  const content = 'x'.repeat(1500)

  const repeat = (insertOne: () => unknown) => () => {
    for (let index = 0; index < BATCH; index += 1) insertOne()
  }
  await ours.oneByOne()
  const row = await sides(
    ROUNDS,
    ours.oneByOne,
    repeat(() => insert.run(content)),
  )
  const alone = await sides(ROUNDS, ours.oneByOne, repeat(copyRows))
  const grouped = await sides(ROUNDS, ours.together, repeat(copyRows))
  const least = await sides(ROUNDS, repeat(createLeast(ours.store)), repeat(copyRows))
  const figures = [
    toFigure('one row of 1.5 kB', row, median, null),
    toFigure('the same two rows with their indexes', alone, median, 0.45),
    toFigure('the same, each by its fastest tenth', alone, fastestTenth, 0.55),
    toFigure('the same, with 50 installs at once', grouped, median, 1.2),
    toLeast(least),
  ]
  if (old !== undefined) {
    const former = await open(await loadOld(old), join(directory.path, 'old.db'))
    await former.oneByOne()
    const formerAlone = await sides(ROUNDS, former.oneByOne, repeat(createCopy(former.store)))
    figures.push(
      toTimes(await sides(ROUNDS, ours.oneByOne, former.oneByOne)),
      // An install has come to write more.
      toShares('installs / durable inserts of the own two rows', shareOf(alone, median), shareOf(formerAlone, median)),
    )
    await former.app.close()
  }
  bare.close()
  await ours.app.close()
  return figures
}

/** A program with a workspace, in which it installs one batch after the other. */
async function open(build: Pick<Build, 'createTestApp' | 'openTestStore'>, file: string) {
  const { app, api, store } = build.createTestApp({ store: build.openTestStore(file) })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  let next = 0
  const install = () => api.connectors.install({ workspaceId, ...wordpress, name: `Connector ${(next += 1)}` })
  return {
    ...{ app, store },
    oneByOne: async () => {
      for (let index = 0; index < BATCH; index += 1) await install()
    },
    together: () => Promise.all(Array.from({ length: BATCH }, install)),
  }
}

const shareOf = ({ ours, bare }: Sides, of: (times: number[]) => number) => of(bare) / of(ours)

const fastestTenth = (times: number[]) => quantile(times, 0.1)

const perSecond = (milliseconds: number) => (BATCH / milliseconds) * 1000

function toTimes({ ours, bare: old }: Sides): Figure {
  const [now, then] = [perSecond(median(ours)), perSecond(median(old))]
  return {
    what: 'installs per second, one by one: this build / the old one',
    measured: `${now.toFixed(0)} / ${then.toFixed(0)} = ${(now / then).toFixed(2)}x`,
    target: '>= 2.8x',
    met: now / then >= 2.8,
  }
}

function toFigure(
  baseline: string,
  { ours, bare }: Sides,
  of: (times: number[]) => number,
  target: number | null,
): Figure {
  const [own, raw] = [perSecond(of(ours)), perSecond(of(bare))]
  const share = shareOf({ ours, bare }, of)
  return {
    what: `installs / durable inserts per second of ${baseline}`,
    measured: `${own.toFixed(0)} / ${raw.toFixed(0)} = ${(share * 100).toFixed(0)} %`,
    target: target === null ? 'no target' : `>= ${(target * 100).toFixed(0)} %`,
    met: target === null || share >= target,
  }
}

/** How much of the bare rows there is where only what an install is for comes on top. */
const toLeast = (times: Sides): Figure => ({
  ...toFigure('the same, each by its fastest tenth', times, fastestTenth, null),
  what: 'the two rows with one encryption, one hash and one signature / the two rows, per second, each by its fastest tenth',
})

/**
 * What no program can leave out that does the same: the two rows, one secret encrypted, one hash, and the end of the history
 * signed and stored, in one transaction.
 */
function createLeast(store: Store): () => void {
  const copy = copyOf(store)
  const key = createSecretKey(randomBytes(32))
  const { privateKey } = generateKeyPairSync('ed25519')
  const bytes = (length: number) => Buffer.alloc(length, 'x')
  const [secret, place, row, end] = [bytes(256), bytes(200), bytes(700), bytes(150)]
  const putEnd = store.sqlite.prepare(`UPDATE activity_heads SET signature = ?
    WHERE workspace_id = (SELECT workspace_id FROM activity ORDER BY id DESC LIMIT 1)`)
  return store.sqlite.transaction(() => {
    const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12), { authTagLength: 16 }).setAAD(place)
    Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    copy()
    hash('sha256', row)
    putEnd.run(sign(null, end, privateKey).toString('base64'))
  })
}

/** Inserts what an install inserts, in one transaction. */
const createCopy = (store: Store): (() => void) => store.sqlite.transaction(copyOf(store))

/** Inserts the newest connector and the newest activity once more. */
function copyOf({ sqlite }: Store): () => void {
  const columns = (table: string) =>
    (sqlite.pragma(`table_info(${table})`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== 'id')
  const [connector, activity] = [columns('connectors'), columns('activity')]
  const changed = connector.map((name) => (name === 'name_key' ? "name_key || '+'" : name))
  const copyConnector = sqlite.prepare(
    `INSERT INTO connectors (id, ${connector.join()}) SELECT ?, ${changed.join()} FROM connectors ORDER BY rowid DESC LIMIT 1`,
  )
  const copyActivity = sqlite.prepare(
    `INSERT INTO activity (${activity.join()}) SELECT ${activity.join()} FROM activity ORDER BY rowid DESC LIMIT 1`,
  )
  return () => {
    copyConnector.run(randomUUID())
    copyActivity.run()
  }
}
