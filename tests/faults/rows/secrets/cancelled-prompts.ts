import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../../../src/contract/errors.ts'
import { createKeychain } from '../../../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../../../src/main/secrets/vault.ts'
import { createMemoryKeychain } from '../../../helpers/keychains/memory-keychain.ts'
import { openTestStore } from '../../../helpers/test-app.ts'
import { createTally, type Row, type Tally } from '../../row.ts'

const PASSPHRASE = 'correct horse battery staple'
/** More calls than any of the works makes. */
const MOST_CALLS = 12

/** A keychain asks a person at one of its calls; the work is cancelled and the person allows or refuses it afterwards. */
export const cancelledPrompts: Row = {
  fault: 'a question of the keychain cancelled at each of its calls',
  atLeast: 24,
  run: async (scale) => {
    const tally = createTally()
    for (const work of scale === 'full' ? WORKS : WORKS.slice(0, 2))
      for (const answer of ['allowed', 'refused'] as const)
        for (let call = 1; call <= MOST_CALLS; call += 1) if (!(await cancelAt(call, work, answer, tally))) break
    return tally.outcome
  },
}

function createBench() {
  const engine = createMemoryKeychain()
  const store = openTestStore()
  /** The call from now on at which the keychain asks, and never while it is 0. */
  let asksAt = 0
  let count = 0
  for (const which of ['get', 'set', 'delete'] as const) {
    const original = engine[which].bind(engine) as (...parts: string[]) => Promise<never>
    engine[which] = (...parts: string[]) => {
      count += 1
      engine.hanging = count === asksAt
      return original(...parts)
    }
  }
  const question = Promise.withResolvers<void>()
  const keychain = createKeychain(
    { ...engine, isAlive: () => Promise.resolve(true) },
    { timeoutMs: 4, onAsking: () => question.resolve() },
  )
  const vault = createVault({ store, keychain, clock: () => new Date(), scryptCost: 2 ** 10 })
  return {
    ...{ engine, store, keychain, vault },
    question: question.promise,
    askAt: (call: number) => {
      asksAt = call
      count = 0
    },
    keys: () => JSON.stringify(store.sqlite.prepare("SELECT * FROM workspace_keys WHERE state <> 'pending'").all()),
    commit: (work: () => void) => store.sqlite.transaction(work)(),
  }
}

type Bench = ReturnType<typeof createBench>

interface Work {
  name: string
  run(bench: Bench): Promise<unknown>
}

const WORKS: Work[] = [
  {
    name: 'create',
    run: async ({ vault, commit }) => {
      // Every creation is one of a new workspace.
      const key = await vault.create(randomUUID(), {})
      commit(() => key.activate())
    },
  },
  {
    name: 'rotate',
    run: async ({ vault, commit }) => {
      const key = await vault.prepareRotation('w1', { passphrase: Buffer.from(PASSPHRASE) })
      commit(() => key.activate())
    },
  },
  { name: 'open', run: ({ vault }) => vault.use('w1') },
  { name: 'open by passphrase', run: ({ vault }) => vault.open('w1', Buffer.from(PASSPHRASE)) },
  { name: 'remove the passphrase', run: ({ vault }) => vault.removePassphrase('w1') },
]

/** False once the work makes fewer calls than that. */
async function cancelAt(call: number, work: Work, answer: 'allowed' | 'refused', tally: Tally): Promise<boolean> {
  const bench = createBench()
  const { engine, store, keychain, vault, commit } = bench
  const first = await vault.create('w1', { passphrase: Buffer.from(PASSPHRASE) })
  commit(() => first.activate())
  await vault.closeAll()
  const [keys, entries] = [bench.keys(), new Map(engine.entries)]
  const where = `${work.name}, call ${call}, then ${answer}`

  bench.askAt(call)
  const outcome = work.run(bench).then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.reason : `unexpected: ${String(error)}`),
  )
  await Promise.race([bench.question, outcome])
  if (!keychain.isAsking()) {
    await outcome
    store.close()
    return false
  }
  keychain.cancel()
  const reason = await outcome
  tally.did()
  // A passphrase opens the workspace without its keychain.
  const expected = work.name === 'open by passphrase' ? 'done' : 'not_answered'
  tally.expect(reason === expected, `${where}: ${reason}`)
  tally.expect(bench.keys() === keys, `${where}: the keys in the database have changed`)
  for (const [account, text] of entries)
    tally.expect(engine.entries.get(account) === text, `${where}: an entry was overwritten or removed`)

  bench.askAt(0)
  engine.failing = answer === 'refused' ? 'The prompt was dismissed' : null
  // The call that was given up on ends only now.
  engine.resume()
  await nextTurn()
  engine.failing = null
  await vault.closeAll()
  keychain.retry()
  try {
    await work.run(bench)
  } catch (error) {
    tally.expect(false, `${where}: the second try came to ${String(error)}`)
  }
  const accounts = store.sqlite.prepare("SELECT 'ws/' || workspace_id || '/' || id FROM workspace_keys").pluck().all()
  const stored = [...engine.entries.keys()].flatMap((name) => /(ws\/.*)$/.exec(name)?.[1] ?? [])
  tally.expect(
    stored.every((account) => accounts.includes(account)),
    `${where}: an entry has no row`,
  )
  store.close()
  return true
}
