import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Change } from '../../../../src/contract/client.ts'
import { createChanges } from '../../../../src/main/core/changes.ts'
import { createCommit } from '../../../../src/main/store/commit.ts'
import type { Store } from '../../../../src/main/store/open.ts'
import { openTestStore, temporaryDirectory } from '../../../helpers/test-app.ts'

let directory: ReturnType<typeof temporaryDirectory>
let store: Store
beforeEach(() => {
  directory = temporaryDirectory()
  store = openTestStore(join(directory.path, 'store.db'))
  store.sqlite.exec('CREATE TABLE notes (text TEXT UNIQUE)')
})
afterEach(() => {
  store.sqlite.close()
  directory[Symbol.dispose]()
})

const note = (text: string) => () => void store.sqlite.prepare('INSERT INTO notes VALUES (?)').run(text)
const notesIn = (sqlite: Store['sqlite']) => sqlite.prepare('SELECT text FROM notes ORDER BY text').pluck().all()

test('changes that are asked for at the same time share a transaction, and each is answered with its own result', async () => {
  let transactions = 0
  const commit = createCommit(store, { onCommit: () => void (transactions += 1) })
  const names = Array.from({ length: 50 }, (_, index) => `note ${String(index).padStart(2, '0')}`)
  const results = await Promise.all(names.map((name) => commit(() => (note(name)(), name))))
  expect(results).toEqual(names)
  expect(notesIn(store.sqlite)).toEqual(names)
  expect(transactions).toBeLessThan(10)
})

test('an answer comes after another program can read the change', async () => {
  const commit = createCommit(store)
  const other = new Database(join(directory.path, 'store.db'), { readonly: true })
  const seen = await Promise.all(['a', 'b', 'c'].map((name) => commit(note(name)).then(() => notesIn(other))))
  other.close()
  for (const notes of seen) expect(notes).toEqual(['a', 'b', 'c'])
})

test('a change that fails takes no other one with it', async () => {
  const commit = createCommit(store)
  const outcomes = await Promise.allSettled(
    ['a', 'b', 'a', 'c']
      .map((name) => commit(note(name)))
      .concat(
        commit(() => {
          note('d')()
          throw new Error('no')
        }),
      ),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected'])
  expect(notesIn(store.sqlite)).toEqual(['a', 'b', 'c'])
})

test('changes are announced once each, and only those that are committed', async () => {
  const changes = createChanges()
  const announced: (string | null)[] = []
  changes.on(({ workspaceId }) => {
    expect(store.sqlite.inTransaction).toBe(false)
    announced.push(workspaceId)
  })
  const commit = createCommit(store, { changes })
  const news = (workspaceId: string): Change => ({ workspaceId, topic: 'connectors' })
  await Promise.allSettled([
    commit(note('a'), news('one')),
    commit(note('a'), news('two')),
    commit(note('b'), news('three')),
  ])
  expect(announced).toEqual(['one', 'three'])
})

test('a change runs as part of the call that asked for it, also in a transaction with others', async () => {
  const caller = new AsyncLocalStorage<string>()
  const commit = createCommit(store)
  const seen = await Promise.all(
    ['ada', 'ben'].map((name) => caller.run(name, () => commit(() => (note(name)(), caller.getStore())))),
  )
  expect(seen).toEqual(['ada', 'ben'])
})

test('others have a turn between changes that take long, and the order stays', async () => {
  const commit = createCommit(store)
  const order: string[] = []
  const long = (name: string) => () => {
    const end = performance.now() + 10
    while (performance.now() < end);
    order.push(name)
  }
  let turns = 0
  let isOver = false
  const turn = () => {
    turns += 1
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => commit(long(name))))
  isOver = true
  expect(order).toEqual(['a', 'b', 'c', 'd'])
  expect(turns).toBeGreaterThanOrEqual(3)
})
